"""What staff take down for a caller, and what an exception is made from (Q-02)."""

from dataclasses import dataclass
from enum import StrEnum

from app.booking.terms.bookings import BookingRecord

Waiver = StrEnum("Waiver", "LEAD_TIME SECOND_THAT_DAY")
"""What 原則として leaves to staff with a reason: a time whose limit is over (KNG-19), one more that day (KNG-17)."""


@dataclass(frozen=True)
class ReasonNeeded:
    """Nothing was booked: it takes an exception from these, and no reason was given."""

    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class TakenDown:
    """The caller's booking stands; `waivers` say from what an exception was made."""

    booking: BookingRecord
    waivers: tuple[Waiver, ...]
