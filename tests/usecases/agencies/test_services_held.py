"""A service is had until it is given up by 退会申請, and what is had follows the participation (2(2), Q-32)."""

from dataclasses import replace
from datetime import date

import pytest

from app.agencies.queries.applications import applications_of, registered_particulars
from app.agencies.queries.desk_agencies import renewals_not_admitted, tasks_of_agency
from app.agencies.queries.participation import find_standing
from app.agencies.terms.applications import ApplicationRefusal, Asked, EligibilityRefusal, Refused
from app.agencies.terms.kinds import AgencyKind, ApplicationKind, SchoolKind, Service
from app.agencies.terms.participation import Ground
from app.agencies.terms.processing import Decided, ProcessingRefusal
from app.agencies.terms.validity import Task
from app.agencies.usecases.processing import process_application
from app.kernel.moments import day_of
from tests import agencies, applicants, watched

USE, CHANGE, RENEW, WITHDRAW = ApplicationKind
SCHOOL = {"kind": AgencyKind.SCHOOL, "school": SchoolKind.UNIVERSITY, "licence_valid_until": None}
JUNE = date(2027, 6, 30)
DROPPED = Refused(why=ApplicationRefusal.NOT_ELIGIBLE, eligibility=EligibilityRefusal.SERVICE_DROPPED)
UNPLACED = Refused(why=ApplicationRefusal.NOT_ELIGIBLE, eligibility=EligibilityRefusal.NO_REGULAR_PLACEMENT)


@pytest.fixture
def kaze(app, clock):
    """Kaze takes part in both services."""
    return agencies.take_part("kaze", clock.now(), until=date(2026, 10, 8))


@pytest.fixture
def ono(app):
    """Ono of Kaze's bureau."""
    return agencies.identity("ono")


def told(kaze, now, **other):
    """What is registered of Kaze, with a placement of last month and changes."""
    return replace(agencies.particulars("kaze", on=day_of(now)), **other)


def press(kind, given, now):
    """Register it on the site."""
    return applicants.press("kaze", Asked(kind=kind, told=given), now=now)


def processed(number, ono, now, *, until=None):
    """The document came, and the bureau processes."""
    agencies.receive(number, ono, now)
    return process_application(number, Decided(start_on=day_of(now), seeker_until=until), by=ono, now=now)


def give_up(kaze, ono, now):
    """Give up the seeker service alone."""
    number = agencies.apply(kaze, "withdraw", now, services="seeker_info")
    assert processed(number, ono, now) is None


@pytest.mark.rule("AGY-008", "AGY-010", "AGY-013")
def test_a_renewal_cannot_leave_out_the_service_it_renews(kaze, clock):
    now = clock.now()
    assert press(RENEW, told(kaze, now, seeker_info=False, mandatory=None), now) == DROPPED
    assert press(RENEW, told(kaze, now, seeker_info=False, mandatory=None, placements=()), now) == UNPLACED
    assert renewals_not_admitted([kaze]) == {kaze}


@pytest.mark.rule("AGY-008", "AGY-013", "AGY-106")
def test_the_bureau_checks_the_placements_of_every_renewal(kaze, ono, clock):
    without = told(kaze, clock.now(), seeker_info=False, placements=())
    number = agencies.apply(kaze, "renew", clock.now(), without)
    assert processed(number, ono, clock.now(), until=date(2027, 10, 8)) is ProcessingRefusal.PLACEMENTS


@pytest.mark.rule("AGY-007", "AGY-096")
@pytest.mark.parametrize("other", [{"seeker_info": False}, {"job_info": False}, {"seeker_info": False, **SCHOOL}])
def test_a_change_gives_up_no_service(kaze, ono, clock, other):
    given = told(kaze, clock.now(), **other)
    assert press(CHANGE, given, clock.now()) == DROPPED
    number = agencies.apply(kaze, "change", clock.now(), given)
    assert processed(number, ono, clock.now()) is ProcessingRefusal.SERVICE_DROPPED
    assert find_standing(kaze, clock.now()).open_services == frozenset(Service)


@pytest.mark.rule("AGY-007")
def test_who_gave_up_the_seeker_service_can_become_a_school(kaze, ono, clock):
    give_up(kaze, ono, clock.now())
    number = press(CHANGE, told(kaze, clock.now(), seeker_info=False, **SCHOOL), clock.now())
    assert processed(number, ono, clock.now()) is None
    assert find_standing(kaze, clock.now()).kind is AgencyKind.SCHOOL


@pytest.mark.rule("AGY-057", "AGY-137")
def test_after_giving_it_up_a_plain_change_is_of_the_other_service(kaze, ono, clock):
    give_up(kaze, ono, clock.now())
    clock.advance(days=200)
    now, registered = clock.now(), registered_particulars(kaze)
    assert (registered.job_info, registered.seeker_info) == (True, False)
    assert press(CHANGE, replace(registered, mandatory=None), now).why is ApplicationRefusal.NOTHING_CHANGED
    assert processed(press(CHANGE, replace(registered, phone="+81450000009"), now), ono, now) is None


@pytest.mark.rule("AGY-008", "AGY-010")
def test_it_comes_back_by_a_change_with_placements_and_a_new_limit(kaze, ono, clock):
    give_up(kaze, ono, clock.now())
    now = clock.now()
    assert press(CHANGE, told(kaze, now, placements=()), now) == UNPLACED
    number = press(CHANGE, told(kaze, now), now)
    assert processed(number, ono, now) is ProcessingRefusal.LIMIT_MISSING
    decided = Decided(start_on=day_of(now), seeker_until=JUNE)
    assert process_application(number, decided, by=ono, now=now) is None
    assert find_standing(kaze, now).open_services == frozenset(Service)
    assert [line.kind for line in applications_of(kaze, now)] == [CHANGE, WITHDRAW, USE]


@pytest.mark.rule("AGY-010", "AGY-013")
def test_a_renewal_refused_in_an_earlier_term_says_nothing_of_this_one(kaze, ono, clock):
    assert press(RENEW, told(kaze, clock.now(), placements=()), clock.now()) == UNPLACED
    give_up(kaze, ono, clock.now())
    clock.advance(days=60)
    assert processed(press(CHANGE, told(kaze, clock.now()), clock.now()), ono, clock.now(), until=JUNE) is None
    assert renewals_not_admitted([kaze]) == frozenset()
    clock.set("2027-07-01T10:00:00+09:00")
    assert tasks(kaze, clock.now()) == (Task.RENEW_SERVICE,)
    assert press(RENEW, told(kaze, clock.now(), placements=()), clock.now()) == UNPLACED
    assert tasks(kaze, clock.now()) == (Task.WITHDRAW_SERVICE,)


def tasks(kaze, now):
    """What Kaze has to do about its limits."""
    return tasks_of_agency(kaze, watched.standing(kaze, now).facts, day_of(now))


@pytest.mark.rule("AGY-084")
def test_giving_up_the_service_mends_a_stop_for_its_limit(kaze, ono, clock):
    clock.set("2026-11-10T10:00:00+09:00")
    watched.stop(kaze, Ground.SERVICE_LAPSED, ono, clock.now())
    clock.set("2026-11-20T10:00:00+09:00")
    give_up(kaze, ono, clock.now())
    clock.set("2027-05-10T10:00:00+09:00")
    assert watched.standing(kaze, clock.now()).open_services == frozenset({Service.JOB_INFO})
