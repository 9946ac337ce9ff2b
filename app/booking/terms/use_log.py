"""The log of use (利用の記録): a visit to a page, what is recorded of it, and what comes of many."""

from dataclasses import dataclass
from datetime import date, datetime

from app.booking.terms.states import BookingState, StateFacts


@dataclass(frozen=True, kw_only=True)
class Used:
    """The booking that a page was about, and what its state follows from.

    On MyPage, where nothing was booked yet, the account alone, and no state.
    """

    office_id: str
    booking_id: int | None = None
    account_id: int | None = None
    facts: StateFacts | None = None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One GET or POST of a page. `route` is the pattern of its address, without any number or token in it."""

    at: datetime
    method: str
    route: str
    state: BookingState | None
    agent: str
    network: str


@dataclass(frozen=True, kw_only=True)
class Device:
    """What identifies the device used: what its browser calls itself, and the network it came from."""

    agent: str
    network: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """As much of a visit as the office records; `day` is always known, for the period of retention counts from it."""

    day: date
    at: datetime | None
    hour: int | None
    method: str | None
    route: str | None
    state: BookingState | None
    device: Device | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """How many uses there were, and how many bookings stand behind them, or accounts that had booked nothing."""

    count: int
    bookings: int


@dataclass(frozen=True, kw_only=True)
class IdentifiableUse:
    """One recorded use with its device: only ever part of a statutory extract (MYK-30)."""

    day: date
    at: datetime | None
    method: str | None
    route: str | None
    state: BookingState | None
    device: Device | None
