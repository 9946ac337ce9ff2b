"""Why a date is what it is, as values; `web/steps.py` words them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Generic, TypeVar

from app.kernel.calendar import ClosedReason

T_co = TypeVar("T_co", covariant=True)


class StepKind(Enum):
    """What one step says. Beside each: the fields of `Step` it uses."""

    # From what we count.
    SESSION_DAY = "session_day"  # day
    SESSION_DAY_CLOSED = "session_day_closed"  # day, reasons
    APPLICATION_DAY = "application_day"  # day
    REGISTRATION_DAY = "registration_day"  # day
    LIMIT_DAY = "limit_day"  # day
    SUSPENSION_DAY = "suspension_day"  # day
    TERMINATION_DAY = "termination_day"  # day
    ACCOUNT_END_DAY = "account_end_day"  # day
    ACQUISITION_DAY = "acquisition_day"  # day
    ACCEPTANCE_DAY = "acceptance_day"  # day
    ACCEPTED_TOO_LATE = "accepted_too_late"  # day
    # How we count.
    OPEN_DAY_BEFORE = "open_day_before"  # day, number
    OPEN_DAY_AFTER = "open_day_after"  # day, number
    CLOSED_DAYS = "closed_days"  # day, until, reasons
    CALENDAR_DAYS_BEFORE = "calendar_days_before"  # day, number
    COUNTED_FROM = "counted_from"  # day
    COUNTED_BACK_FROM = "counted_back_from"  # day
    PERIOD_OF_DAYS = "period_of_days"  # day (its last), number
    PERIOD_OF_MONTHS = "period_of_months"  # day (its last), number
    PERIOD_OF_YEARS = "period_of_years"  # day (its last), number
    MONTHS_BACK = "months_back"  # day (its first), number
    NO_CORRESPONDING_DAY = "no_corresponding_day"  # day (the last of its month)
    ROLLED_BACK = "rolled_back"  # day (from), until (to)
    NOT_MOVED = "not_moved"
    EARLIER_OF = "earlier_of"  # day, until (both dates), the earlier is taken
    SECOND_MONTH_END = "second_month_end"  # day
    NEXT_FISCAL_YEAR = "next_fiscal_year"  # number (year of acceptance), day (first of the next)
    THIRD_MONDAY = "third_monday"  # day
    # What follows.
    UNTIL_HOUR = "until_hour"  # moment
    UNTIL_END_OF_DAY = "until_end_of_day"  # moment
    FROM_NEXT_DAY = "from_next_day"  # day
    BEFORE_THE_START = "before_the_start"  # moment
    NONE_SET = "none_set"
    DAILY_STOP = "daily_stop"  # moment, until_moment
    MONTH_END_STOP = "month_end_stop"  # moment, until_moment
    URGENT_STOP = "urgent_stop"
    NO_STOP = "no_stop"  # moment (start of the next stop)
    FORECAST = "forecast"  # day (the first that is not official)
    FORECAST_WITHOUT_EFFECT = "forecast_without_effect"  # day (as above)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One sentence of the answer to "why this date?"; which fields are set follows from `kind`."""

    kind: StepKind
    day: date | None = None
    until: date | None = None
    moment: datetime | None = None
    until_moment: datetime | None = None
    number: int | None = None
    reasons: tuple[ClosedReason, ...] = field(default=())


Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Computed(Generic[T_co]):
    """A computed value with the id of the rule that asks for it and the steps that lead to it."""

    value: T_co
    rule: str
    steps: Steps
