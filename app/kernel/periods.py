"""Periods as the Civil Code counts them (民法140, 141, 143条), without any move for closed days.

A period of days, months or years is given by its first counted day; what is answered is its last day,
which belongs to the period to its end (141条).
"""

import calendar
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def first_counted_day(event_day: date, *, from_midnight: bool) -> date:
    """The first counted day of a period set off on `event_day` (140条).

    The day itself counts only where the event falls on 00:00 or the text names the day as counted
    (から起算して); otherwise counting begins on the next day.
    """
    return event_day if from_midnight else event_day + ONE_DAY


def last_day_of_days(first: date, days: int) -> date:
    """The last day of a period of `days` days counted from `first`, which is the first of them."""
    _refuse_empty(days)
    return first + timedelta(days=days - 1)


def last_day_of_months(first: date, months: int) -> date:
    """The last day of a period of `months` months counted from `first` (143条).

    It ends on the day before the day that corresponds to `first`; where the last month has no such
    day, on the last day of that month.
    """
    _refuse_empty(months)
    corresponding = corresponding_day(first, months)
    return end_of_month(*_month_after(first, months)) if corresponding is None else corresponding - ONE_DAY


def last_day_of_years(first: date, years: int) -> date:
    """The last day of a period of `years` years counted from `first`; as for months (143条)."""
    return last_day_of_months(first, 12 * years)


def first_day_of_months(last: date, months: int) -> date:
    """The first day of a period of `months` months whose last counted day is `last`, counted back (143条).

    It begins on the day after the one that corresponds to `last`, or after the last day of that
    month where it has none.
    """
    _refuse_empty(months)
    corresponding = corresponding_day(last, -months)
    return (corresponding or end_of_month(*_month_after(last, -months))) + ONE_DAY


def corresponding_day(day: date, months: int) -> date | None:
    """The day of the same number `months` months later (negative: earlier); None where that month has none."""
    year, month = _month_after(day, months)
    return date(year, month, day.day) if day.day <= end_of_month(year, month).day else None


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def fiscal_year(day: date) -> int:
    """The fiscal year (年度) `day` lies in: from 1 April, named by the year it begins in."""
    return day.year if day.month >= 4 else day.year - 1


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _refuse_empty(length: int) -> None:
    if length < 1:
        raise ValueError("A period has at least one day, month or year.")
