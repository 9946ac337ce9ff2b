"""Shutting and opening by exception."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.kernel.hours import Window
from app.offices.terms import ClosureKind

NOTICE = "M-OWN-3"
"""The courtesy mail to those booked in a closure."""


class ClosureRefusal(Enum):
    """Why days are not shut, opened, or taken back."""

    GRANT_ENDED = "grant_ended"
    CLOSED_DAY_OVER = "closed_day_over"
    DAYS_REVERSED = "days_reversed"
    TOO_MANY_DAYS = "too_many_days"
    BEYOND_CALENDAR = "beyond_calendar"
    HOURS_NEEDED = "hours_needed"
    NO_TIME_OPENS = "no_time_opens"
    ALREADY_SET = "already_set"
    ALREADY_LIFTED = "already_lifted"


@dataclass(frozen=True, kw_only=True)
class ClosurePlan:
    """What is to be shut or opened: every day from `first` to `last`, wholly or for the hours of `window`."""

    kind: ClosureKind
    first: date
    last: date
    window: Window | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClosureSet:
    """The days are shut or open; how many of those booked there are told in writing, how many are to be called."""

    days: int
    told: int
    to_call: int = 0
