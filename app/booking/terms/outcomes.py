"""What a person's press comes to."""

from dataclasses import dataclass

from app.booking.terms.application import BookingRefusal, WithdrawalRefusal
from app.booking.terms.bookings import BookingRecord
from app.kernel.calendar import Calendar
from app.offices.terms import Policy


@dataclass(frozen=True)
class Completed:
    """The booking stands; the same for a press that is repeated. The token goes into the guest's cookie."""

    booking: BookingRecord
    policy: Policy
    calendar: Calendar
    token: str


@dataclass(frozen=True)
class Refused:
    """Nothing was booked, and why."""

    ground: BookingRefusal


@dataclass(frozen=True)
class OtherContent:
    """The confirmation page was used already, for other content."""


@dataclass(frozen=True)
class Opened:
    """Number and password fit; the token goes into the guest's cookie."""

    number: str
    token: str


@dataclass(frozen=True)
class NotOpened:
    """Number and password do not fit, whichever of them is wrong (SECURITY T13)."""


@dataclass(frozen=True)
class CodeAsked:
    """A code is on its way, if the number is that of a booking it can open; the token belongs to this browser."""

    token: str


@dataclass(frozen=True)
class Withdrawn:
    """The booking is taken back; `call_asked` where the office asks for a telephone call as well (KNG-40)."""

    call_asked: bool


@dataclass(frozen=True)
class NotWithdrawn:
    """The booking stands as it was, and why."""

    ground: WithdrawalRefusal
