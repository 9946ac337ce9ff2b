"""Stopping use for a measure that was ignored: from its request alone, and nothing left behind by a refusal (14)."""

from datetime import date

import pytest

from app.accounts.terms import OrganisationKind
from app.agencies.effects.processing import improve
from app.agencies.terms.participation import Ground, ParticipationState
from app.db import db
from app.oversight.effects.cases import add_case
from app.oversight.models.cases import AgencyRequest, Case
from app.oversight.queries.watchers import find_watcher
from app.oversight.terms.asking import CaseRefusal, NewCase, NewRequest, RequestRefusal
from app.oversight.terms.decisions import Begins, DecisionChoice, DecisionRefusal, SuspensionChoice, SuspensionPlan
from app.oversight.terms.requests import Addressee, CaseKind, Decision, RequestKind
from app.oversight.usecases.cases import open_case
from app.oversight.usecases.decisions import approve_decision, propose_lifting
from app.oversight.usecases.requests import ask_agency
from app.oversight.usecases.suspensions import suspend_agency, suspend_for_measure
from tests import watched


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part; it is Monday 1 June."""
    clock.set("2026-06-01T10:00:00+09:00")
    return watched.active()


@pytest.fixture
def ueda(agency_id):
    return watched.ueda()


@pytest.fixture
def ignored(clock, agency_id, ueda) -> str:
    """The number of a measure that nobody answered by 5 June; it is Saturday 6 June."""
    new = NewRequest(
        kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="端末の検査", limit_on=date(2026, 6, 5)
    )
    number = ask_agency(agency_id, new, by=ueda, now=clock.now())
    clock.set("2026-06-06T10:00:00+09:00")
    return str(number)


def cases() -> list[Case]:
    """Every case as it is."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(db.select(Case).order_by(Case.id)))


@pytest.mark.rule("AGY-114")
def test_a_second_press_opens_no_second_case(clock, ueda, ignored) -> None:
    assert isinstance(suspend_for_measure(ignored, "応答がない", by=ueda, now=clock.now()), SuspensionPlan)
    for _ in range(2):
        again = suspend_for_measure(ignored, "応答がない", by=ueda, now=clock.now())
        assert again is DecisionRefusal.STOPPED_LONGER
    assert len(cases()) == 1
    assert suspend_for_measure(ignored, " ", by=ueda, now=clock.now()) is DecisionRefusal.NO_REASON
    assert len(cases()) == 1


@pytest.mark.rule("AGY-114")
def test_a_measure_is_done_with_when_its_stop_is_lifted(clock, agency_id, ueda, ignored) -> None:
    second = watched.hayashi(OrganisationKind.OPERATIONS, "operations")
    suspend_for_measure(ignored, "応答がない", by=ueda, now=clock.now())
    day = date(2026, 6, 6)
    choice = DecisionChoice(decision=Decision.LIFTING, reason="検査をした", confirmed_on=day)
    proposal = propose_lifting(agency_id, choice, by=ueda, now=clock.now())
    assert approve_decision(proposal, by=second, now=clock.now()) is Decision.LIFTING
    (row,) = db.session.scalars(db.select(AgencyRequest)).all()
    assert (row.confirmed_on, row.closed_at, row.closed_by) == (day, clock.now(), second.account_id)
    clock.advance(days=30)
    refused = suspend_for_measure(ignored, "気まぐれ", by=ueda, now=clock.now())
    assert refused is RequestRefusal.MEASURE_NOT_IGNORED
    assert [each.closed_at is None for each in cases()] == [False]


@pytest.mark.rule("AGY-084", "AGY-114")
def test_operations_let_go_what_they_stopped_and_not_what_the_bureau_decides(clock, agency_id, ueda, ignored) -> None:
    mori, second = watched.mori(), watched.hayashi(OrganisationKind.OPERATIONS, "operations")
    watched.stop(agency_id, Ground.FALSE_REPORT, mori, clock.now())
    assert isinstance(suspend_for_measure(ignored, "応答がない", by=ueda, now=clock.now()), SuspensionPlan)
    clock.set("2026-12-07T10:00:00+09:00")
    day = date(2026, 12, 7)
    resume = DecisionChoice(decision=Decision.RESUMPTION, reason="検査をした", confirmed_on=day)
    assert propose_lifting(agency_id, resume, by=ueda, now=clock.now()) is DecisionRefusal.STOP_OF_ANOTHER
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    db.write(improve)(participation_id, Ground.FALSE_REPORT, clock.now())
    lift = DecisionChoice(decision=Decision.LIFTING, reason="検査をした", confirmed_on=day)
    proposal = propose_lifting(agency_id, lift, by=ueda, now=clock.now())
    assert approve_decision(proposal, by=second, now=clock.now()) is Decision.LIFTING


@pytest.mark.rule("AGY-114")
def test_a_case_of_its_own_stops_nothing_for_a_measure(clock, agency_id, ueda) -> None:
    watcher = find_watcher(ueda, clock.now())
    db.session.rollback()
    assert watcher
    new = NewCase(kind=CaseKind.BREACH, ground=Ground.MEASURE_IGNORED, facts="残っていた事案")
    number = db.write(add_case)(agency_id, new, watcher, clock.now())
    choice = SuspensionChoice(begins=Begins.NOW, reason="気まぐれ")
    refused = suspend_agency(number, choice, by=ueda, now=clock.now())
    assert refused is DecisionRefusal.NO_STOP_ON_GROUND
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE


@pytest.mark.rule("AGY-114")
def test_a_bureau_opens_no_case_about_a_measure(clock, agency_id) -> None:
    new = NewCase(kind=CaseKind.BREACH, ground=Ground.MEASURE_IGNORED, facts="措置をとらない")
    outcome = open_case(agency_id, new, by=watched.mori(), now=clock.now())
    assert outcome is CaseRefusal.GROUND_OF_ANOTHER_KIND
