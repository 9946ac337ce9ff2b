"""Stopping an agency's use: who may, what ends with it, what comes back and what does not."""

from datetime import date, timedelta

import pytest

from app.accounts.models.people import SignIn
from app.agencies.models.participation import ParticipationEvent, Suspension
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import EndedWhy, Ground, ParticipationState
from app.agencies.usecases.processing import refuse_application
from app.audit.models import AuditEvent
from app.db import db
from app.oversight.models.cases import AgencyRequest, Case
from app.oversight.terms.asking import NewCase
from app.oversight.terms.decisions import Begins, DecisionRefusal, SuspensionChoice, SuspensionPlan
from app.oversight.terms.requests import CaseKind
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.cases import open_case
from app.oversight.usecases.suspensions import suspend_agency
from tests import agencies, watched
from tests.people import begin
from tests.rules.agencies.told import told

CHOICE = SuspensionChoice(begins=Begins.MIDNIGHT, reason=watched.REASON)


@pytest.fixture
def agency_id(app) -> int:
    """Hikari takes part in both services."""
    return watched.active()


def rows(model):
    """Every row of a model."""
    db.session.rollback()
    return list(db.session.scalars(db.select(model).order_by(model.id)))


@pytest.mark.rule("AGY-075", "AGY-004")
def test_a_stop_closes_both_services_and_stands_with_its_request_under_one_case(clock, outbox, agency_id, mori) -> None:
    clock.set("2026-06-04T10:00:00+09:00")
    number = watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    found = watched.standing(agency_id, clock.now())
    assert (found.state, found.open_services) == (ParticipationState.SUSPENDED, frozenset())
    (case,), (stop,), (request,) = rows(Case), rows(Suspension), rows(AgencyRequest)
    assert (case.number, case.suspension_id, request.case_id) == (number, stop.id, case.id)
    assert (stop.first_day, stop.last_day) == (date(2026, 6, 4), date(2026, 12, 3))
    assert (request.kind, request.ground) == ("correction", "job_info_misuse")
    assert outbox.kinds() == ["M-AGY-33", "M-AGY-4"]


@pytest.mark.rule("AGY-075")
@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-12-03T23:59:59+09:00", ParticipationState.SUSPENDED),
        ("2026-12-04T00:00:00+09:00", ParticipationState.ACTIVE),
    ],
)
def test_six_months_end_by_themselves_with_no_routine(clock, agency_id, mori, moment, state) -> None:
    clock.set("2026-06-04T10:00:00+09:00")
    watched.stop(agency_id, Ground.ADVERTISING, mori, clock.now())
    clock.set(moment)
    assert watched.standing(agency_id, clock.now()).state is state


@pytest.mark.rule("AGY-077", "AGY-079", "AGY-086")
@pytest.mark.parametrize(
    ("cause", "last_day"),
    [
        (Ground.ADVERTISING, date(2026, 12, 3)),
        (Ground.EXCESSIVE_SALES, None),
        (Ground.OTHER_BREACH, None),
    ],
)
def test_a_correction_is_asked_for_with_the_stop(clock, outbox, agency_id, mori, cause, last_day) -> None:
    clock.set("2026-06-04T10:00:00+09:00")
    watched.stop(agency_id, cause, mori, clock.now())
    (case,), (stop,), (request,) = rows(Case), rows(Suspension), rows(AgencyRequest)
    assert (request.kind, request.ground, request.case_id) == ("correction", cause.value, case.id)
    assert (stop.last_day, stop.ended_at) == (last_day, None)
    assert outbox.kinds() == ["M-AGY-33", "M-AGY-4"]


def test_every_sign_in_of_the_agency_ends_in_the_same_commit(app, clock, agency_id, mori) -> None:
    hikari = watched.hikari(agency_id)
    begin(app, hikari.account_id)
    begin(app, mori.account_id)
    watched.stop(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    ended = {row.account_id: row.ended_at is not None for row in rows(SignIn)}
    assert ended == {hikari.account_id: True, mori.account_id: False}


@pytest.mark.rule("AGY-055")
@pytest.mark.parametrize(("cause", "count"), [(Ground.OTHER_BREACH, 1), (Ground.FACT_FINDING, 0)])
def test_what_was_acquired_before_goes_but_not_while_facts_are_checked(clock, agency_id, mori, cause, count) -> None:
    watched.stop(agency_id, cause, mori, clock.now())
    assert watched.agency(agency_id).stop_count == count


@pytest.mark.rule("AGY-072", "AGY-018")
def test_another_bureau_an_office_and_a_centre_stop_nothing(clock, agency_id, mori) -> None:
    number = watched.opened(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    tries = {
        who.__name__: suspend_agency(number, CHOICE, by=who(), now=clock.now())
        for who in (watched.ono, watched.nishi, watched.oda, watched.ueda, watched.kato)
    }
    assert tries == {
        "ono": WatchRefusal.OTHER_JURISDICTION,
        "nishi": WatchRefusal.NOT_YOURS_TO_DECIDE,
        "oda": WatchRefusal.NOT_YOURS_TO_DECIDE,
        "ueda": WatchRefusal.NOT_YOURS_TO_DECIDE,
        "kato": WatchRefusal.NOT_A_WATCHER,
    }
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE


@pytest.mark.rule("AGY-018", "AGY-020")
@pytest.mark.parametrize("cause", [Ground.TERMS, Ground.ACT])
def test_the_ministry_stops_for_a_breach_of_terms_or_act(clock, agency_id, cause) -> None:
    watched.stop(agency_id, cause, watched.oda(), clock.now(), last_day=date(2026, 6, 30))
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED


@pytest.mark.rule("AGY-089")
def test_fact_finding_becomes_a_stop_once_the_facts_are_confirmed(clock, agency_id, mori) -> None:
    watched.stop(agency_id, Ground.FACT_FINDING, mori, clock.now())
    clock.advance(days=3)
    number = watched.opened(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    early = suspend_agency(number, CHOICE, by=mori, now=clock.now())
    assert early is DecisionRefusal.FACTS_NOT_CONFIRMED
    known = SuspensionChoice(begins=Begins.NOW, reason=watched.REASON, facts_confirmed_on=date(2026, 5, 14))
    assert isinstance(suspend_agency(number, known, by=mori, now=clock.now()), SuspensionPlan)
    first, second = rows(Suspension)
    assert (first.ended_why, second.ended_at) == (EndedWhy.FACTS_CONFIRMED.value, None)
    assert watched.agency(agency_id).stop_count == 1


@pytest.mark.rule("AGY-083", "AGY-131", "AGY-130")
def test_a_lapsed_licence_stops_use_from_the_day_after_the_month(clock, app) -> None:
    agency_id = watched.active(licence_valid_until=date(2026, 6, 30))
    mori = watched.mori()
    clock.set("2026-07-31T10:00:00+09:00")
    number = watched.opened(agency_id, Ground.LICENCE_LAPSED, mori, clock.now())
    assert suspend_agency(number, CHOICE, by=mori, now=clock.now()) is DecisionRefusal.NOT_OVERDUE
    clock.set("2026-08-01T10:00:00+09:00")
    plan = suspend_agency(number, CHOICE, by=mori, now=clock.now())
    assert isinstance(plan, SuspensionPlan)
    assert (plan.first_day, plan.last_day) == (date(2026, 8, 1), date(2027, 1, 29))


@pytest.mark.rule("AGY-011", "AGY-081", "AGY-083")
def test_a_change_that_waits_at_the_bureau_stops_nobody(clock, app) -> None:
    agency_id = watched.active(licence_valid_until=date(2026, 6, 30))
    mori = watched.mori()
    clock.set("2026-07-28T10:00:00+09:00")
    number = agencies.apply(agency_id, "change", clock.now(), told(licence_valid_until=date(2031, 6, 30)))
    clock.set("2026-08-03T10:00:00+09:00")
    case = watched.opened(agency_id, Ground.LICENCE_LAPSED, mori, clock.now())
    agencies.receive(number, mori, clock.now())
    assert suspend_agency(case, CHOICE, by=mori, now=clock.now()) is DecisionRefusal.PROCEDURE_WAITS
    refused = refuse_application(number, "許可証の写しがありません。", by=mori, now=clock.now())
    assert refused is None
    assert isinstance(suspend_agency(case, CHOICE, by=mori, now=clock.now()), SuspensionPlan)


@pytest.mark.rule("AGY-083", "AGY-098")
def test_a_renewal_without_its_document_is_no_procedure_yet(clock, app) -> None:
    agency_id = watched.active(services={Service.JOB_INFO: None, Service.SEEKER_INFO: date(2026, 6, 30)})
    mori = watched.mori()
    clock.set("2026-08-03T10:00:00+09:00")
    agencies.apply(agency_id, "renew", clock.now(), told())
    case = watched.opened(agency_id, Ground.SERVICE_LAPSED, mori, clock.now())
    assert isinstance(suspend_agency(case, CHOICE, by=mori, now=clock.now()), SuspensionPlan)


def test_a_second_press_stops_nothing_twice(clock, agency_id, mori) -> None:
    number = watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    again = suspend_agency(number, CHOICE, by=mori, now=clock.now())
    assert again is DecisionRefusal.STOPPED_LONGER
    assert len(rows(Suspension)) == len(rows(AgencyRequest)) == 1


def test_who_is_stopped_stays_so_in_history_and_in_the_record(clock, agency_id, mori) -> None:
    watched.stop(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    acts = [(row.act, row.by, row.ground) for row in rows(ParticipationEvent)]
    assert acts == [("started", None, None), ("suspended", mori.account_id, "other_breach")]
    (event,) = [row for row in rows(AuditEvent) if row.act == "oversight.suspended"]
    assert event.actor == f"account:{mori.account_id}"
    assert watched.REASON not in event.detail


@pytest.mark.rule("AGY-059")
def test_false_mandatory_information_is_a_case_of_unfair_acquisition_without_a_stop(clock, agency_id, mori) -> None:
    from app.agencies.queries.lookup import newest_mandatory_info

    version = newest_mandatory_info(agency_id)
    new = NewCase(
        kind=CaseKind.FALSE_INFORMATION, ground=Ground.UNFAIR_ACQUISITION, facts="虚偽", mandatory_info_id=version
    )
    number = open_case(agency_id, new, by=mori, now=clock.now())
    assert isinstance(number, str)
    assert suspend_agency(number, CHOICE, by=mori, now=clock.now()) is DecisionRefusal.NO_STOP_ON_GROUND


def test_a_grant_that_ended_stops_nothing(clock, agency_id, mori) -> None:
    number = watched.opened(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    from app.accounts.models.people import Grant

    db.session.execute(db.update(Grant).where(Grant.account_id == mori.account_id).values(ends_at=clock.now()))
    db.session.commit()
    later = clock.now() + timedelta(seconds=1)
    assert suspend_agency(number, CHOICE, by=mori, now=later) is WatchRefusal.NOT_A_WATCHER
