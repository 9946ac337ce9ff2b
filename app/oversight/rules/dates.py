"""Dates of reports, overdue procedures and suspensions (求人・求職情報提供サービス利用規約 8, 19).

Counted periods whose last day is closed move **back** to the last open day (8(2)④a, Q-28); the 20th of
April and the third Monday of March are dates, not periods, and stay (Q-40).
"""

from datetime import date, datetime, time, timedelta

from app.kernel import counting, periods
from app.kernel.calendar import ONE_DAY, Calendar
from app.kernel.moments import day_of, hour_of
from app.kernel.steps import Computed, Step, StepKind

SUSPENSION_MONTHS = 6
GRACE_MONTHS = 1
REPORT_MONTH, REPORT_DAY = 4, 20
REMINDER_MONTH = 3
MONDAYS_AFTER_THE_FIRST = 2


def report_limit(fiscal_year: int) -> date:
    """The last day of the report on `fiscal_year`: 20 April after it, on any weekday (AGY-124, AGY-126; Q-40)."""
    return date(fiscal_year + 1, REPORT_MONTH, REPORT_DAY)


def overdue(limit_day: date, calendar: Calendar) -> Computed[date]:
    """The last day of the month after a limit that passed: licence, seeker service or report (AGY-082, 8(2)④a).

    Counted from the day after the limit; from the day after the answer a suspension is due (AGY-083, AGY-131).
    """
    first = periods.first_counted_day(limit_day, from_midnight=False)
    last, counted = counting.months_from(first, GRACE_MONTHS)
    day, moved = counting.rolled_back(calendar, last)
    return Computed(day, "AGY-082", (Step(kind=StepKind.LIMIT_DAY, day=limit_day), *counted, *moved))


def suspension_due_from(limit_day: date, calendar: Calendar) -> Computed[date]:
    """The first day on which an organisation still overdue is to be suspended (AGY-083, 8(2)④a; AGY-131, 19(1))."""
    month = overdue(limit_day, calendar)
    day = month.value + ONE_DAY
    return Computed(day, "AGY-083", (*month.steps, Step(kind=StepKind.FROM_NEXT_DAY, day=day)))


def first_suspended_day(begins_at: datetime) -> date:
    """The first counted day of a suspension: its day if it begins at 00:00, else the next (民法140条, Q-38)."""
    return periods.first_counted_day(day_of(begins_at), from_midnight=hour_of(begins_at) == time.min)


def suspension_end(first_day: date, calendar: Calendar) -> Computed[date]:
    """The last day of a suspension of six months counted from `first_day`, moved back (AGY-075, AGY-077; 8(2))."""
    last, counted = counting.months_from(first_day, SUSPENSION_MONTHS)
    day, moved = counting.rolled_back(calendar, last)
    return Computed(day, "AGY-075", (Step(kind=StepKind.SUSPENSION_DAY, day=first_day), *counted, *moved))


def report_reminder(year: int, calendar: Calendar) -> Computed[date]:
    """The day of the reminder to report: the third Monday of March, also on a holiday (AGY-128, AGY-129; 19(1))."""
    first = date(year, REMINDER_MONTH, 1)
    day = first + timedelta(days=-first.weekday() % 7, weeks=MONDAYS_AFTER_THE_FIRST)
    steps = (Step(kind=StepKind.THIRD_MONDAY, day=day), Step(kind=StepKind.NOT_MOVED))
    return Computed(day, "AGY-128", (*steps, *counting.forecast_without_effect(calendar, day)))
