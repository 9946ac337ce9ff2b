"""Who counsels on which day, by week."""

from datetime import date, timedelta

import pytest

from app.accounts.queries.members import members_of
from app.accounts.usecases.grants import revoke_grant
from app.desk.queries.office_counselors import counselors_of, roster, roster_base, roster_days, week_of
from app.desk.terms.office_counselors import RosterRefusal
from app.desk.usecases.office_counselors import set_roster
from app.offices.queries.counselors import counselors_by_day
from app.web.clock import real_now
from tests.factories import enlist
from tests.kato import kato, recorded

MONDAY = date(2026, 5, 11)
WEEK = week_of(MONDAY)
pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def suzuki() -> int:
    """The account of Suzuki, counselor at Kanagawa."""
    return enlist("suzuki")["suzuki"]


@pytest.mark.rule("KNG-06")
def test_only_who_handles_consultations_at_the_office_can_be_down(clock, suzuki) -> None:
    tanaka, by = enlist("tanaka")["tanaka"], kato()
    assert list(counselors_of("kanagawa", clock.now())) == [suzuki]
    for stranger in (tanaka, by.account_id, 0):
        refused = set_roster(
            "kanagawa", WEEK, [(stranger, MONDAY)], base=roster_base("kanagawa", WEEK), by=by, now=clock.now()
        )
        assert refused is RosterRefusal.STRANGER
    outside = set_roster(
        "kanagawa",
        WEEK,
        [(suzuki, MONDAY + timedelta(days=7))],
        base=roster_base("kanagawa", WEEK),
        by=by,
        now=clock.now(),
    )
    assert outside is RosterRefusal.STRANGER
    assert counselors_by_day("kanagawa", *WEEK[:: len(WEEK) - 1]) == {}


def test_a_week_is_written_down_as_it_was_ticked(clock, suzuki) -> None:
    by = kato()
    days = [WEEK[0], WEEK[2]]
    assert (
        set_roster(
            "kanagawa",
            WEEK,
            [(suzuki, day) for day in days],
            base=roster_base("kanagawa", WEEK),
            by=by,
            now=clock.now(),
        )
        is None
    )
    set_roster("kanagawa", WEEK, [(suzuki, WEEK[2])], base=roster_base("kanagawa", WEEK), by=by, now=clock.now())
    assert counselors_by_day("kanagawa", WEEK[0], WEEK[-1]) == {WEEK[2]: (suzuki,)}
    assert recorded("desk.roster_set")[-1] == {"week": "2026-05-11", "days": 1}


def test_who_did_not_see_what_a_colleague_set_writes_nothing_over_it(clock, suzuki) -> None:
    by, seen = kato(), roster_base("kanagawa", WEEK)
    assert set_roster("kanagawa", WEEK, [(suzuki, WEEK[1])], base=seen, by=by, now=clock.now()) is None
    late = set_roster("kanagawa", WEEK, [(suzuki, WEEK[2])], base=seen, by=by, now=clock.now())
    assert late is RosterRefusal.CHANGED_MEANWHILE
    assert counselors_by_day("kanagawa", WEEK[0], WEEK[-1]) == {WEEK[1]: (suzuki,)}


def test_the_next_week_can_begin_as_the_one_before(clock, suzuki) -> None:
    set_roster("kanagawa", WEEK, [(suzuki, WEEK[1])], base=roster_base("kanagawa", WEEK), by=kato(), now=clock.now())
    following = week_of(MONDAY + timedelta(days=7))
    (row,) = roster("kanagawa", following, clock.now(), like_week_before=True)
    assert row.days == {following[1]}
    assert roster("kanagawa", following, clock.now(), like_week_before=False)[0].days == frozenset()


def test_somebody_whose_role_ended_is_on_no_roster(clock, suzuki) -> None:
    by = kato()
    set_roster("kanagawa", WEEK, [(suzuki, MONDAY)], base=roster_base("kanagawa", WEEK), by=by, now=clock.now())
    grant = next(each.grant_id for each in members_of("kanagawa", clock.now()) if each.account_id == suzuki)
    assert revoke_grant(by, grant, "moved", at=real_now(), now=clock.now()) is None
    assert roster("kanagawa", WEEK, clock.now(), like_week_before=False) == ()


def test_days_say_how_many_times_they_have_or_why_none(clock) -> None:
    golden = roster_days("kanagawa", week_of(date(2026, 5, 6)), clock.now())
    assert [each.times for each in golden] == [0, 0, 0, 6, 6, 0, 0]
    assert [each.why for each in golden[:2]] == ["みどりの日", "こどもの日"]
