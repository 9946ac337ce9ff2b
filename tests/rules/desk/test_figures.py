"""Counting: steps of the lead time at their edges, what counts as load, which spans can be counted."""

from datetime import date, datetime, time, timedelta

import pytest

from app.booking.terms.figures import Counted
from app.booking.terms.states import BookingState
from app.desk.rules.figures import figures_of, ground_against_span, lead_step
from app.desk.terms.figures import FiguresRefusal
from app.kernel.moments import JST
from app.offices.terms import Channel

START = datetime(2026, 5, 13, 10, tzinfo=JST)


def booking(days: int = 5, state: str = "confirmed", start: datetime = START, topic: str = "賃金") -> Counted:
    """One that was applied for so many days before."""
    applied = start - timedelta(days=days)
    return Counted(starts_at=start, applied_at=applied, channel=Channel.SITE, topic=topic, state=BookingState(state))


@pytest.mark.parametrize(
    ("days", "step"), [(0, 0), (1, 0), (2, 2), (6, 2), (7, 7), (13, 7), (14, 14), (27, 14), (28, 28), (400, 28)]
)
def test_the_lead_time_falls_into_its_step(days: int, step: int) -> None:
    assert lead_step(booking(days)) == step


def test_lead_time_counts_days_in_japan_and_not_hours() -> None:
    late_evening = datetime(2026, 5, 11, 23, 59, tzinfo=JST)
    found = Counted(
        starts_at=START, applied_at=late_evening, channel=Channel.SITE, topic="", state=BookingState.CONFIRMED
    )
    assert lead_step(found) == 2


def test_bookings_given_back_are_counted_but_are_no_load() -> None:
    states = ("held", "confirmed", "deemed_cancelled", "cancelled", "refused", "invalid")
    found = figures_of((booking(state=state) for state in states), lambda _day: "Webex")
    assert (found.all, found.taking_place) == (6, 3)
    assert found.by_state[BookingState.REFUSED] == found.by_state[BookingState.DEEMED_CANCELLED] == 1
    assert found.by_hour == {time(10): 3}
    assert found.by_tool == {"Webex": 3}
    assert found.lead_days == {2: 6}


def test_hours_stand_in_order_and_topics_with_the_most_first() -> None:
    later, earlier = START + timedelta(hours=3), START - timedelta(hours=1)
    found = figures_of(
        (booking(start=later, topic="解雇"), booking(start=later, topic="解雇"), booking(start=earlier)), str
    )
    assert list(found.by_hour) == [time(9), time(13)]
    assert list(found.by_topic.items()) == [("解雇", 2), ("賃金", 1)]


@pytest.mark.parametrize(
    ("last", "ground"),
    [
        (date(2026, 5, 1), None),
        (date(2026, 4, 30), FiguresRefusal.REVERSED),
        (date(2028, 4, 30), None),
        (date(2028, 5, 1), FiguresRefusal.TOO_LONG),
    ],
)
def test_a_span_is_in_order_and_two_years_at_most(last: date, ground: FiguresRefusal | None) -> None:
    assert ground_against_span(date(2026, 5, 1), last) is ground
