"""Whose bookings a week's are."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.booking.terms.lines import Line
from app.booking.terms.states import BookingState, StateFacts
from app.desk.rules.week import counselor_for, rows_by_counselor, week_around
from app.kernel.moments import JST

WEDNESDAY = date(2026, 5, 13)


def line(seat, state=BookingState.CONFIRMED):
    """A booking of Wednesday at ten on one of the seats."""
    start = datetime(2026, 5, 13, 10, tzinfo=JST)
    facts = StateFacts(state=state, starts_at=start)
    return Line(
        id=seat or 0,
        number=f"{seat}",
        facts=facts,
        state=state,
        minutes=50,
        seat_no=seat,
        name_kana="サトウ",
        topic="賃金",
        has_message=False,
    )


@pytest.mark.parametrize(
    ("seat", "on_duty", "whose"), [(1, (7, 9), 7), (2, (7, 9), 9), (3, (7, 9), None), (None, (7,), None), (1, (), None)]
)
def test_seats_go_to_whoever_is_down_in_their_order(seat, on_duty, whose):
    assert counselor_for(seat, on_duty) == whose


def test_everybody_has_a_row_and_what_is_left_over_the_last():
    rows = rows_by_counselor([line(1), line(2)], {WEDNESDAY: (7,), date(2026, 5, 14): (9,)})
    assert [row.account_id for row in rows] == [7, 9, None]
    assert [line.number for line in rows[0].by_day[WEDNESDAY]] == ["1"]
    assert not rows[1].by_day
    assert [line.number for line in rows[2].by_day[WEDNESDAY]] == ["2"]


@pytest.mark.rule("NGS-22")
def test_what_was_arranged_for_somebody_is_theirs_down_for_the_day_or_not():
    arranged = replace(line(1), counselor_id=5)
    rows = rows_by_counselor([arranged, line(2)], {WEDNESDAY: (7, 9)})
    assert [row.account_id for row in rows] == [5, 7, 9]
    assert [len(row.by_day.get(WEDNESDAY, ())) for row in rows] == [1, 0, 1]


@pytest.mark.parametrize("state", [BookingState.CANCELLED, BookingState.REFUSED])
def test_what_was_given_back_is_nobody_s_work(state):
    assert rows_by_counselor([line(1, state)], {}) == ()


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 3)])
def test_a_week_runs_from_monday_to_sunday_over_the_new_year(day):
    assert week_around(day) == tuple(date.fromordinal(date(2026, 12, 28).toordinal() + number) for number in range(7))
