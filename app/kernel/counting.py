"""Counting that explains itself: each function answers the day and the steps that lead to it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from app.kernel import periods
from app.kernel.calendar import ONE_DAY, Calendar
from app.kernel.steps import Step, StepKind, Steps

Counted = tuple[date, Steps]


def open_days_before(calendar: Calendar, day: date, count: int) -> Counted:
    """The `count`-th open day before `day`; every open day and every run of closed days is a step."""
    end = calendar.open_days_before(day, count)
    walked = [day - timedelta(days=n) for n in range(1, (day - end).days + 1)]
    return end, (*_walk(calendar, walked, StepKind.OPEN_DAY_BEFORE), *forecast(calendar, day))


def open_days_after(calendar: Calendar, day: date, count: int) -> Counted:
    """The `count`-th open day after `day`; every open day and every run of closed days is a step."""
    end = calendar.open_days_after(day, count)
    walked = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    return end, (*_walk(calendar, walked, StepKind.OPEN_DAY_AFTER), *forecast(calendar, end))


def calendar_days_before(calendar: Calendar, day: date, count: int) -> Counted:
    """The day `count` days before `day`, open or not (前日 with `count` 1, Q-08)."""
    end = day - timedelta(days=count)
    step = Step(kind=StepKind.CALENDAR_DAYS_BEFORE, day=end, number=count)
    return end, (step, *forecast_without_effect(calendar, end))


def rolled_back(calendar: Calendar, day: date) -> Counted:
    """`day`, or the nearest open day before it, with the closed days between as a step."""
    end = calendar.roll_back(day)
    closed = [day - timedelta(days=n) for n in range((day - end).days)]
    moved = (_closed_run(calendar, closed), Step(kind=StepKind.ROLLED_BACK, day=day, until=end)) if closed else ()
    return end, (*moved, *forecast(calendar, day))


def days_from(first: date, count: int) -> Counted:
    """The last of `count` days of which `first` is the first."""
    return _period(first, periods.last_day_of_days(first, count), StepKind.PERIOD_OF_DAYS, count)


def months_from(first: date, count: int) -> Counted:
    """The last day of `count` months counted from `first` (民法143条)."""
    end = periods.last_day_of_months(first, count)
    day, steps = _period(first, end, StepKind.PERIOD_OF_MONTHS, count)
    return day, (*steps[:1], *_without_corresponding_day(first, count, end), *steps[1:])


def years_from(first: date, count: int) -> Counted:
    """The last day of `count` years counted from `first` (民法143条)."""
    end = periods.last_day_of_years(first, count)
    day, steps = _period(first, end, StepKind.PERIOD_OF_YEARS, count)
    return day, (*steps[:1], *_without_corresponding_day(first, 12 * count, end), *steps[1:])


def months_back_from(last: date, count: int) -> Counted:
    """The first day of `count` months whose last counted day is `last` (民法143条, counted back)."""
    first = periods.first_day_of_months(last, count)
    return first, (
        Step(kind=StepKind.COUNTED_BACK_FROM, day=last),
        *_without_corresponding_day(last, -count, first - ONE_DAY),
        Step(kind=StepKind.MONTHS_BACK, day=first, number=count),
    )


def forecast(calendar: Calendar, last_asked: date) -> Steps:
    """A step where the counting leans on days whose holidays are only forecast, else nothing."""
    return _forecast(calendar, last_asked, StepKind.FORECAST)


def forecast_without_effect(calendar: Calendar, value: date) -> Steps:
    """A step where the answer lies on a forecast day though no holiday could move it, else nothing."""
    return _forecast(calendar, value, StepKind.FORECAST_WITHOUT_EFFECT)


def closed_reasons(calendar: Calendar, day: date) -> Steps:
    """A step where a session day is itself closed, else nothing."""
    reason = calendar.closed_reason(day)
    return (Step(kind=StepKind.SESSION_DAY_CLOSED, day=day, reasons=(reason,)),) if reason else ()


def _forecast(calendar: Calendar, day: date, kind: StepKind) -> Steps:
    return () if calendar.is_official(day) else (Step(kind=kind, day=calendar.official_until + ONE_DAY),)


def _period(first: date, end: date, kind: StepKind, count: int) -> Counted:
    return end, (Step(kind=StepKind.COUNTED_FROM, day=first), Step(kind=kind, day=end, number=count))


def _without_corresponding_day(day: date, months: int, end: date) -> Steps:
    missing = periods.corresponding_day(day, months) is None
    return (Step(kind=StepKind.NO_CORRESPONDING_DAY, day=end),) if missing else ()


def _walk(calendar: Calendar, days: Iterable[date], kind: StepKind) -> Iterator[Step]:
    number = 0
    for is_open, run in groupby(days, calendar.is_open):
        if not is_open:
            yield _closed_run(calendar, run)
            continue
        for day in run:
            number += 1
            yield Step(kind=kind, day=day, number=number)


def _closed_run(calendar: Calendar, days: Iterable[date]) -> Step:
    run = sorted(days)
    reasons = [reason for reason in map(calendar.closed_reason, run) if reason is not None]
    return Step(kind=StepKind.CLOSED_DAYS, day=run[0], until=run[-1], reasons=tuple(dict.fromkeys(reasons)))
