"""An independent account of 2026 to 2028: our own list of the holidays, and one step a day.

Nothing here comes from the application or from the library that seeds it. The holidays of 2026 and 2027
are those announced by the National Astronomical Observatory, those of 2028 follow from the Act and the
equinoxes of its almanac.
"""

from datetime import date, timedelta

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)

HOLIDAYS = {
    2026: "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23",
    2027: "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23",
    2028: "1/1 1/10 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/22 10/9 11/3 11/23",
    2029: "1/1 1/8",  # as far as counting forward from December needs
}
YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days():
    """Every day of the three years."""
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def closed(day):
    """Whether offices are closed, by the list; before and after it only its edges are known."""
    if day.isoweekday() > 5 or (day.month, day.day) in YEAR_END:
        return True
    return f"{day.month}/{day.day}" in HOLIDAYS.get(day.year, "").split()


def yesterday(day):
    return day - timedelta(days=1)


def tomorrow(day):
    return day + timedelta(days=1)


def second_open_day_before(day):
    left = 2
    while left:
        day = yesterday(day)
        left -= not closed(day)
    return day


def back_to_open(day):
    while closed(day):
        day = yesterday(day)
    return day


def on_to_open(day):
    while closed(day):
        day = tomorrow(day)
    return day


def length_of_month(year, month):
    return 29 if month == 2 and year % 4 == 0 else DAYS_OF_MONTH[month - 1]


def month_later(year, month):
    return (year + 1, 1) if month == 12 else (year, month + 1)


def last_day_of_period(first, months):
    """Walk month by month to the day of the same number, then one day back; else the end of that month."""
    year, month = first.year, first.month
    for _ in range(months):
        year, month = month_later(year, month)
    if first.day > length_of_month(year, month):
        return date(year, month, length_of_month(year, month))
    return yesterday(date(year, month, first.day))
