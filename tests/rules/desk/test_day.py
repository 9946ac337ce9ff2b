"""What a booking of the desk lacks, and how long its applicant may still be late."""

from datetime import datetime, timedelta

import pytest

from app.booking.terms.lines import Line
from app.booking.terms.sessions import DeskAct
from app.booking.terms.states import BookingState, StateFacts
from app.desk.rules.day import acts_in_row, is_overdue, lack_of, waiting_for
from app.desk.terms.day import Lack, Waiting
from app.kernel.moments import JST

START = datetime(2026, 5, 13, 10, tzinfo=JST)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def line(state=BookingState.CONFIRMED, *, has_message=False, contacted_at=None, excused=False, missed=10):
    """A booking of fifty minutes at ten, as a list tells it."""
    missed_from = START + missed * MINUTE if missed else None
    facts = StateFacts(
        state=state, starts_at=START, missed_from=missed_from, contacted_at=contacted_at, excused=excused
    )
    return Line(
        id=1,
        number="0000000000",
        facts=facts,
        state=state,
        minutes=50,
        seat_no=1,
        name_kana="サトウ",
        topic="賃金",
        has_message=has_message,
    )


@pytest.mark.rule("KNG-30", "KNG-31")
@pytest.mark.parametrize(
    ("state", "has_message", "lack"),
    [
        (BookingState.CONFIRMED, False, Lack.MEETING_INFO),
        (BookingState.CONFIRMED, True, None),
        (BookingState.REQUESTED, False, None),
        (BookingState.IN_SESSION, False, None),
        (BookingState.CANCELLED, False, None),
        (BookingState.REFUSED, False, None),
    ],
)
def test_a_url_is_missing_while_a_confirmed_consultation_is_still_to_be_had(state, has_message, lack):
    assert lack_of(line(state, has_message=has_message), START - MINUTE) is lack


@pytest.mark.parametrize("state", BookingState)
def test_an_outcome_is_missing_from_the_planned_end_on_where_nothing_was_written(state):
    end = START + 50 * MINUTE
    going_on = state in {BookingState.CONFIRMED, BookingState.IN_SESSION}
    assert (lack_of(line(state), end) is Lack.OUTCOME) is going_on
    assert lack_of(line(state), end - SECOND) is not Lack.OUTCOME


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize(
    ("moment", "waiting"),
    [
        (START - SECOND, None),
        (START, Waiting(since=0, left=10)),
        (START + SECOND, Waiting(since=0, left=10)),
        (START + 9 * MINUTE, Waiting(since=9, left=1)),
        (START + 10 * MINUTE - SECOND, Waiting(since=9, left=1)),
        (START + 10 * MINUTE, None),
    ],
)
def test_ten_minutes_are_counted_from_the_booked_time(moment, waiting):
    assert waiting_for(line(), moment) == waiting


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize(
    "present",
    [
        line(BookingState.IN_SESSION),
        line(contacted_at=START + MINUTE),
        line(excused=True),
        line(missed=None),
        line(BookingState.CANCELLED),
    ],
    ids=["admitted", "in contact", "excused", "no such rule", "withdrawn"],
)
def test_nobody_is_counted_who_came_called_or_is_not_awaited(present):
    assert waiting_for(present, START + 5 * MINUTE) is None


@pytest.mark.rule("KNG-35", "KNG-41")
@pytest.mark.parametrize(
    ("present", "moment", "acts"),
    [
        (line(), START - 16 * MINUTE, ["meeting_info"]),
        (line(has_message=True), START - 16 * MINUTE, []),
        (line(has_message=True), START - 15 * MINUTE, ["admission"]),
        (line(has_message=True), START, ["admission", "contact"]),
        (line(has_message=True, contacted_at=START), START + MINUTE, ["admission"]),
    ],
)
def test_a_row_offers_what_is_next(present, moment, acts):
    assert acts_in_row(present, moment) == tuple(acts)


@pytest.mark.parametrize(
    ("state", "act"),
    [(BookingState.DEEMED_CANCELLED, DeskAct.REINSTATEMENT), (BookingState.IN_SESSION, DeskAct.COMPLETION)],
)
def test_a_row_offers_the_way_back_after_a_no_show_and_the_end_of_a_consultation(state, act):
    assert act in acts_in_row(line(state), START + MINUTE)
    assert act not in acts_in_row(line(), START + MINUTE)


def test_the_last_day_itself_is_not_too_late():
    due = START.date()
    midnight = START.replace(hour=0)
    assert not is_overdue(due, midnight + timedelta(days=1) - SECOND)
    assert is_overdue(due, midnight + timedelta(days=1))
