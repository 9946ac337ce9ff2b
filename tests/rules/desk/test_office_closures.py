"""Which days may be shut or opened by exception."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.booking.rules.outside import is_shut_by
from app.desk.rules.office_closures import closures_of, days_of, ground_against_closure
from app.desk.terms.office_closures import ClosurePlan, ClosureRefusal
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.hours import Window
from app.kernel.moments import at
from app.kernel.slots import Held
from app.offices.terms import ClosureKind

CALENDAR = Calendar(seed_holidays())
TODAY = date(2026, 5, 11)
MORNING = Window(time(9), time(12))
WHOLE = ClosurePlan(kind=ClosureKind.CLOSED, first=TODAY, last=TODAY, window=None, reason="停電")


@pytest.mark.parametrize(
    "changes, ground",
    [
        ({}, None),
        ({"first": TODAY - timedelta(days=1)}, ClosureRefusal.CLOSED_DAY_OVER),
        ({"last": TODAY - timedelta(days=1)}, ClosureRefusal.DAYS_REVERSED),
        ({"last": TODAY + timedelta(days=61)}, None),
        ({"last": TODAY + timedelta(days=62)}, ClosureRefusal.TOO_MANY_DAYS),
        ({"first": date(2027, 12, 31), "last": date(2027, 12, 31)}, None),
        ({"first": date(2028, 1, 4), "last": date(2028, 1, 4)}, ClosureRefusal.BEYOND_CALENDAR),
        ({"kind": ClosureKind.EXTRA_OPEN}, ClosureRefusal.HOURS_NEEDED),
        ({"kind": ClosureKind.EXTRA_OPEN, "window": MORNING}, None),
    ],
)
def test_a_plan_is_for_days_to_come_that_the_calendar_is_sure_of(
    changes: dict[str, object], ground: ClosureRefusal | None
) -> None:
    assert ground_against_closure(replace(WHOLE, **changes), (), TODAY, CALENDAR) is ground


def test_the_same_closure_stands_once_and_other_hours_beside_it() -> None:
    standing = closures_of(WHOLE, "kanagawa")
    assert ground_against_closure(WHOLE, standing, TODAY, CALENDAR) is ClosureRefusal.ALREADY_SET
    assert ground_against_closure(replace(WHOLE, window=MORNING), standing, TODAY, CALENDAR) is None


def test_a_plan_of_three_days_is_three_closures() -> None:
    plan = replace(WHOLE, last=TODAY + timedelta(days=2))
    assert [closure.day for closure in closures_of(plan, "kanagawa")] == list(days_of(plan))
    assert len(days_of(plan)) == 3


@pytest.mark.parametrize(
    "start, shut", [(time(8), False), (time(8, 30), True), (time(9), True), (time(11, 30), True), (time(12), False)]
)
def test_a_session_with_any_moment_in_the_hours_is_shut_out(start: time, shut: bool) -> None:
    (closure,) = closures_of(replace(WHOLE, window=MORNING), "kanagawa")
    session = Held(starts_at=at(TODAY, start), minutes=50, seat_no=1)
    assert is_shut_by(session, closure) is shut


def test_an_opening_or_another_day_shuts_nobody_out() -> None:
    session = Held(starts_at=at(TODAY, time(10)), minutes=50, seat_no=1)
    (opening,) = closures_of(replace(WHOLE, kind=ClosureKind.EXTRA_OPEN, window=MORNING), "kanagawa")
    (other,) = closures_of(replace(WHOLE, first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=1)), "kanagawa")
    assert not is_shut_by(session, opening)
    assert not is_shut_by(session, other)
