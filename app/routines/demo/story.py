"""What the demo tells of a month at an office: people, bookings and what became of them, with the moment of each. Pure.

Days are counted in open days, so that the month fits any day the demo is started on.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.kernel.calendar import Calendar
from app.kernel.moments import at, day_of

FILE = Path(__file__).with_name("kanagawa.toml")
OFFICE = "kanagawa"
DOMAIN = "example.jp"
WEEKS_BEFORE, WEEKS_AFTER = 4, 3
EVE, SET_AT = timedelta(days=3), time(16, 30)
PERSON = ("name", "name_kana", "phone", "residence", "workplace")


@dataclass(frozen=True, kw_only=True, eq=False)
class Visit:
    """One booking of the month: where and for when it is, what the form says, who of the office works on it."""

    office: str
    starts_at: datetime
    typed: dict[str, str]
    by: str
    place: int


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened at a moment: to a visit, or, without one, to the office."""

    at: datetime
    act: str
    words: tuple[str, ...] = ()
    visit: Visit | None = None


@dataclass(frozen=True, kw_only=True)
class Story:
    """Everything that happened and is to happen, in order of time; `unreachable` are addresses with their reply."""

    office: str
    staff: tuple[str, ...]
    events: tuple[Event, ...]
    unreachable: dict[str, str]


def read_story(calendar: Calendar, today: date, text: str | None = None) -> Story:
    """The month around `today`, counted on the office's calendar; of `text` or the file that is shipped."""
    told = tomllib.loads(FILE.read_text("utf-8") if text is None else text)
    first = calendar.roll_forward(today)
    visits = [_visit(told, row, place, first, calendar) for place, row in enumerate(told["booking"], start=1)]
    events = [*_of_roster(told, first), *_of_office(told, first, calendar)]
    for visit, row in zip(visits, told["booking"], strict=True):
        events += _of_visit(visit, row, calendar)
    return Story(
        office=OFFICE,
        staff=tuple(told["staff"]),
        events=tuple(sorted(events, key=lambda event: event.at)),
        unreachable=told["unreachable"],
    )


def nth_day(first: date, count: int, calendar: Calendar) -> date:
    """The open day `count` after `first`, before it where `count` is negative."""
    if count == 0:
        return first
    return calendar.open_days_after(first, count) if count > 0 else calendar.open_days_before(first, -count)


def moment_of(text: str, day: date, calendar: Calendar) -> datetime:
    """「-2 15:20」: two open days before `day` at 15:20; without a number on the day itself."""
    count, _, hour = text.rpartition(" ")
    return at(nth_day(day, int(count or 0), calendar), time.fromisoformat(hour))


def _visit(told: dict[str, Any], row: dict[str, Any], place: int, first: date, calendar: Calendar) -> Visit:
    person = told["person"][row["who"]]
    typed = {
        **dict(zip(PERSON, person, strict=False)),
        "applicant_type": "employer" if len(person) > len(PERSON) else "worker",
        "email": row.get("email", f"{row['who']}@{DOMAIN}"),
        "topic": row["topic"],
        "content": row["content"],
    }
    day = nth_day(first, row["day"], calendar)
    starts_at = at(day, time.fromisoformat(row["time"]))
    return Visit(office=OFFICE, starts_at=starts_at, typed=typed, by=row.get("by", told["staff"][0]), place=place)


def _of_visit(visit: Visit, row: dict[str, Any], calendar: Calendar) -> Iterator[Event]:
    day = day_of(visit.starts_at)
    for moment, act, *words in row["story"]:
        yield Event(at=moment_of(moment, day, calendar), act=act, words=tuple(words), visit=visit)


def _of_office(told: dict[str, Any], first: date, calendar: Calendar) -> Iterator[Event]:
    """What the manager set, each for an open day, which is its first word."""
    for moment, act, count, *words in told["managed"]:
        day = nth_day(first, count, calendar)
        yield Event(at=moment_of(moment, first, calendar), act=act, words=(day.isoformat(), *words))


def _of_roster(told: dict[str, Any], first: date) -> Iterator[Event]:
    """Who counsels in the weeks around `first`, each set on the Friday before."""
    monday = first - timedelta(days=first.weekday())
    for count in range(-WEEKS_BEFORE, WEEKS_AFTER):
        week = monday + timedelta(weeks=count)
        yield Event(at=at(week - EVE, SET_AT), act="roster", words=(week.isoformat(), *told["roster"]))
