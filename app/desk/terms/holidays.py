"""Changing the national holidays by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

FEWEST_IN_A_YEAR = 10
"""No year of the table had fewer, so one with fewer is a slip."""


class HolidayRefusal(Enum):
    """Why the table of holidays stays as it is."""

    GRANT_ENDED = "grant_ended"
    DAY_OVER = "day_over"
    BEYOND_TABLE = "beyond_table"
    NO_HOLIDAY = "no_holiday"
    NOTHING_CHANGES = "nothing_changes"
    TOO_FEW = "too_few"
    CHANGED_SINCE = "changed_since"


@dataclass(frozen=True, kw_only=True)
class WantedHoliday:
    """What a day is to be: a holiday of that name, or none any more."""

    day: date
    name: str | None


@dataclass(frozen=True, kw_only=True)
class HitBooking:
    """A booking on a day that becomes a holiday."""

    day: date
    starts_at: datetime
    office: str
    number: str
