"""Bookings that do not fit what the office has set since, and times that come and go with a change."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.kernel.slots import Held


class OutsideWhy(Enum):
    """Why a booked session lies outside what is set; it stays valid and waits for the desk (DESIGN 3.1)."""

    NO_SUCH_TIME = "no_such_time"
    CLOSED_DAY = "closed_day"
    CLOSED_BY_OFFICE = "closed_by_office"
    OTHER_LENGTH = "other_length"
    MORE_THAN_SEATS = "more_than_seats"


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The reason, with the office's own words where it gave some."""

    why: OutsideWhy
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class HeldBooking:
    """A booking that is still to come, as lists of the desk name it."""

    id: int
    number: str
    session: Held
    name_kana: str


@dataclass(frozen=True, kw_only=True)
class DayChange:
    """The starts that a change brings to a day, and those it takes away."""

    day: date
    appearing: tuple[datetime, ...]
    vanishing: tuple[datetime, ...]
