"""Jinja filters: dates, times and telephone numbers in words, in the language of the page, the same on every page."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup

from app.kernel.answering import Answering, weekdays_off
from app.kernel.languages import DEFAULT, EASY, ENGLISH
from app.kernel.line_breaks import broken, columns
from app.kernel.phones import printed_phone
from app.web.clock import jst
from app.web.tables import labelled
from app.web.words import locale_of_request

WEEKDAYS = "月火水木金土日"
ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ENGLISH_DAYS_OFF = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1873, 1, 1), "明治"),
)
FIRST_YEAR_OF_MEIJI = 1868
MAIL_COLUMNS = 70
TELEPHONE = re.compile(r"\b(0\d{1,4}-\d{1,4}-\d{3,4})\b", re.ASCII)
CALL = Markup('<a href="tel:{digits}">{number}</a>')


class NoOffset(ValueError):
    """A moment without an offset: nobody can say which day it is in Japan."""


def in_japan(moment: datetime) -> datetime:
    """The same instant on Japanese clocks; refuses a moment without offset (DESIGN 4)."""
    if moment.tzinfo is None:
        raise NoOffset(f"{moment!r} has no offset")
    return jst(moment)


def day_of(value: date) -> date:
    """The Japanese calendar day of a date or a moment."""
    return in_japan(value).date() if isinstance(value, datetime) else value


def clock_time(value: time | datetime) -> time:
    """The Japanese time of day of a moment; a time of day stays as it is."""
    return in_japan(value).time() if isinstance(value, datetime) else value


def spoken() -> str:
    """The code of the language of the page or mail at hand."""
    return str(locale_of_request() or get_locale() or DEFAULT)


def in_english() -> bool:
    """Whether the page or mail at hand is in English; asked at every date of a page, so without naming the locale."""
    locale = locale_of_request() or get_locale()
    return locale is not None and locale.language == ENGLISH


def gap() -> str:
    """What stands between two sentences: a space in English, nothing in Japanese."""
    return " " if in_english() else ""


def jday(value: date) -> str:
    """5月13日（水）, Wed 13 May: for lists and tables whose year is plain."""
    day = day_of(value)
    if in_english():
        return f"{ENGLISH_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def jdate(value: date) -> str:
    """2026年5月13日（水）, Wed 13 May 2026."""
    year = day_of(value).year
    return f"{jday(value)} {year}" if in_english() else f"{year}年{jday(value)}"


def jtime(value: time | datetime) -> str:
    """10時00分, 10:00."""
    at = clock_time(value)
    return jclock(at) if in_english() else f"{at.hour}時{at.minute:02}分"


def jclock(value: time | datetime) -> str:
    """10:00, also for dense tables inside."""
    at = clock_time(value)
    return f"{at.hour}:{at.minute:02}"


def jspan(start: time | datetime, end: time | datetime) -> str:
    """10時00分から10時50分まで, 10:00 to 10:50."""
    return f"{jtime(start)} to {jtime(end)}" if in_english() else f"{jtime(start)}から{jtime(end)}まで"


def jdatetime(value: datetime) -> str:
    """2026年5月13日（水）10時00分, Wed 13 May 2026, 10:00."""
    return f"{jdate(value)}, {jtime(value)}" if in_english() else f"{jdate(value)}{jtime(value)}"


def wareki(value: date) -> str:
    """令和8年5月13日; the first year of an era is 元年. Refuses days before the solar calendar (1873).

    In English and easy Japanese there are no eras: 13 May 2026, 2026年5月13日.
    """
    day = day_of(value)
    if in_english():
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if spoken() == EASY:
        return f"{day.year}年{day.month}月{day.day}日"
    for first, era in ERAS:
        if day >= first:
            year = day.year - (FIRST_YEAR_OF_MEIJI if era == "明治" else first.year) + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    raise ValueError(f"{day} is before the solar calendar")


def jdate_era(value: date) -> str:
    """2026年5月13日（水）・令和8年5月13日; the date alone in English and easy Japanese, which know no eras."""
    return jdate(value) if spoken() != DEFAULT else f"{jdate(value)}・{wareki(value)}"


def days_off(policy: Answering) -> str:
    """The weekdays on which an office does not answer its telephone: 土曜・日曜, 土曜日・日曜日, Saturdays, Sundays."""
    off = weekdays_off(policy)
    if in_english():
        return ", ".join(ENGLISH_DAYS_OFF[day] for day in off)
    return "・".join(f"{WEEKDAYS[day]}曜日" if spoken() == EASY else f"{WEEKDAYS[day]}曜" for day in off)


def iso(value: date) -> str:
    """The machine's form for `<time datetime>`: a date, or a moment with +09:00."""
    return in_japan(value).isoformat() if isinstance(value, datetime) else value.isoformat()


def phone(value: str) -> str:
    """A stored number (E.164) as it is printed in Japan, 045-000-0000; anything else unchanged."""
    return printed_phone(value)


def dialled(text: str) -> Markup:
    """A text of an office with every telephone number in it as a link to call it; never what somebody typed."""
    parts = TELEPHONE.split(str(text))
    return Markup("").join(to_call(part) if odd % 2 else part for odd, part in enumerate(parts))


def to_call(number: str) -> Markup:
    """A printed number as a link that calls it."""
    return CALL.format(digits=number.replace("-", ""), number=number)


@lru_cache(maxsize=1024)
def mail_lines(text: str, indent: str = "　") -> str:
    """A sentence as the lines of a plain mail, of 35 full-width characters with `indent` before each but the first.

    Kept, because a mail's sentences are those of all the office's mails, and breaking them costs as much as the rest.
    """
    return f"\n{indent}".join(broken(text, MAIL_COLUMNS - columns(indent)))


FILTERS: dict[str, Callable[..., str]] = {
    "days_off": days_off,
    "dialled": dialled,
    "iso": iso,
    "jclock": jclock,
    "jdate": jdate,
    "jdate_era": jdate_era,
    "jdatetime": jdatetime,
    "jday": jday,
    "jspan": jspan,
    "jtime": jtime,
    "labelled": labelled,
    "mail_lines": mail_lines,
    "phone": phone,
    "wareki": wareki,
}


def init_filters(app: Flask) -> None:
    """Give the filters, and the gap between sentences, to every template."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(gap=gap)
