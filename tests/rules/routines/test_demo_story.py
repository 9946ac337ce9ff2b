"""The demo's month fits whatever day it is started on, and tells what happened in the order it happened."""

from collections import Counter
from datetime import date, time

import pytest

from app.booking.rules.dates import booking_close
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import at, day_of, hour_of
from app.offices.rules.shipped import shipped_profiles
from app.routines.demo.story import Event, Story, moment_of, nth_day, read_story

CALENDAR = Calendar(seed_holidays())
DAYS = [date(2026, 5, 11), date(2026, 5, 16), date(2026, 12, 31), date(2027, 4, 1)]
LEFT_FREE = {time(10), time(14, 30)}
DAYS_TO_COME = 10
BEGINNINGS = {"booked", "called", "turned_away"}


@pytest.fixture(params=DAYS, ids=str)
def story(request: pytest.FixtureRequest) -> Story:
    """The month around a Monday, a Saturday, the year's end, the turn of the fiscal year."""
    return read_story(CALENDAR, request.param)


def beginnings(story: Story) -> list[Event]:
    """The applications on the site; what is taken by telephone may come later."""
    return [event for event in story.events if event.visit and event.act == "booked"]


def test_everything_comes_in_its_order(story: Story) -> None:
    assert [event.at for event in story.events] == sorted(event.at for event in story.events)
    firsts = {event.visit: event.act for event in reversed(story.events) if event.visit}
    assert set(firsts.values()) == BEGINNINGS


def test_every_application_on_the_site_is_in_time(story: Story) -> None:
    policy = shipped_profiles()["kanagawa"].policy
    late = [
        event
        for event in beginnings(story)
        if event.visit and event.at > booking_close(day_of(event.visit.starts_at), policy, CALENDAR).value
    ]
    assert late == []


def test_ten_and_half_past_two_stay_free_from_tomorrow_on(story: Story) -> None:
    days = sorted({day_of(event.visit.starts_at) for event in beginnings(story) if event.visit})
    ahead = days[-DAYS_TO_COME:]
    starts = [event.visit.starts_at for event in story.events if event.visit and event.act in BEGINNINGS]
    assert not [start for start in starts if hour_of(start) in LEFT_FREE and day_of(start) in ahead]


def test_open_days_are_counted_on_both_sides() -> None:
    monday = date(2026, 5, 11)
    assert [nth_day(monday, count, CALENDAR) for count in (-3, 0, 2)] == [date(2026, 5, 1), monday, date(2026, 5, 13)]
    assert moment_of("-1 15:20", monday, CALENDAR) == at(date(2026, 5, 8), time(15, 20))
    assert moment_of("10:05", monday, CALENDAR) == at(monday, time(10, 5))


def test_nobody_stands_in_two_times_of_one_moment(story: Story) -> None:
    taken = Counter(event.visit.starts_at for event in beginnings(story) if event.visit)
    given_back = Counter(
        event.visit.starts_at
        for event in story.events
        if event.visit and event.act.startswith(("withdrawn", "refused"))
    )
    assert not [start for start, count in taken.items() if count > 1 + given_back[start]]
