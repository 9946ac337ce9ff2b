"""While an order under the Act is not corrected, no stop is lifted and no use resumed, whatever it rests on (8(1))."""

from datetime import date

import pytest

from app.accounts.terms import OrganisationKind
from app.agencies.models.agencies import BusinessOrder
from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.participation import Ground, ParticipationState
from app.agencies.terms.processing import OrderFacts
from app.agencies.usecases.orders import confirm_improvement, enter_order
from app.db import db
from app.oversight.terms.asking import NewRequest
from app.oversight.terms.decisions import DecisionChoice, DecisionRefusal
from app.oversight.terms.requests import Addressee, Decision, RequestKind
from app.oversight.usecases.decisions import approve_decision, propose_lifting
from app.oversight.usecases.requests import ask_agency
from app.oversight.usecases.suspensions import suspend_for_measure
from tests import watched

RESUME = DecisionChoice(decision=Decision.RESUMPTION, reason="申請の見込みがある")
UNTIL_DECEMBER = {"kind": BusinessOrderKind.SUSPENSION_ORDER, "until_on": date(2026, 12, 31)}
REVOCATION = {"kind": BusinessOrderKind.REVOCATION}
IMPROVEMENT = {"kind": BusinessOrderKind.IMPROVEMENT_ORDER}


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part; its licence is valid until 30 June, and it is Monday 1 June."""
    clock.set("2026-06-01T10:00:00+09:00")
    return watched.active(licence_valid_until=date(2026, 6, 30))


def lift(day: date) -> DecisionChoice:
    """A lifting with the day something was confirmed."""
    return DecisionChoice(decision=Decision.LIFTING, reason="是正を確かめた", confirmed_on=day)


def ordered(agency_id: int, by, clock, **order: object) -> None:
    """An order is entered that counts from today."""
    facts = OrderFacts(from_on=clock.now().date(), **order)
    assert enter_order(agency_id, facts, "命令", by=by, now=clock.now()) is None


def correct(by, clock) -> None:
    """The bureau enters the day on which the correction was confirmed with every order."""
    for order_id in db.session.scalars(db.select(BusinessOrder.id)).all():
        db.session.rollback()
        assert confirm_improvement(order_id, clock.now().date(), by=by, now=clock.now()) is None


def state(agency_id: int, clock) -> ParticipationState | None:
    """Where it stands."""
    return watched.standing(agency_id, clock.now()).state


@pytest.mark.rule("AGY-074", "AGY-079", "AGY-086")
@pytest.mark.parametrize(
    ("rests_on", "order"),
    [
        (Ground.EXCESSIVE_SALES, UNTIL_DECEMBER),
        (Ground.OTHER_BREACH, REVOCATION),
        (Ground.GUIDANCE, IMPROVEMENT),
        (Ground.ORDER, UNTIL_DECEMBER),
    ],
)
def test_an_order_holds_the_stop_it_was_entered_under_until_its_day_is_entered(
    clock, agency_id, mori, rests_on, order
) -> None:
    hayashi = watched.hayashi()
    watched.stop(agency_id, rests_on, mori, clock.now())
    clock.set("2026-06-10T10:00:00+09:00")
    ordered(agency_id, mori, clock, **order)
    clock.set("2026-06-15T10:00:00+09:00")
    day = lift(date(2026, 6, 15))
    if rests_on is not Ground.ORDER:
        assert propose_lifting(agency_id, day, by=mori, now=clock.now()) is DecisionRefusal.ORDER_UNCORRECTED
        correct(mori, clock)
        assert state(agency_id, clock) is ParticipationState.SUSPENDED
    proposal = propose_lifting(agency_id, day, by=mori, now=clock.now())
    assert approve_decision(proposal, by=hayashi, now=clock.now()) is Decision.LIFTING
    assert state(agency_id, clock) is ParticipationState.ACTIVE
    assert db.session.scalars(db.select(BusinessOrder.improved_on)).all() == [date(2026, 6, 15)]


@pytest.mark.rule("AGY-074")
def test_an_order_that_comes_after_a_lifting_was_proposed_is_not_passed_by(clock, agency_id, mori) -> None:
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, mori, clock.now())
    proposal = propose_lifting(agency_id, lift(date(2026, 6, 1)), by=mori, now=clock.now())
    ordered(agency_id, mori, clock, **IMPROVEMENT)
    hayashi = watched.hayashi()
    assert approve_decision(proposal, by=hayashi, now=clock.now()) is DecisionRefusal.ORDER_UNCORRECTED
    assert state(agency_id, clock) is ParticipationState.SUSPENDED
    correct(mori, clock)
    assert approve_decision(proposal, by=hayashi, now=clock.now()) is Decision.LIFTING


@pytest.mark.rule("AGY-074", "AGY-114")
def test_operations_lift_no_stop_of_theirs_over_an_order_of_the_bureau(clock, agency_id, mori) -> None:
    ueda, second = watched.ueda(), watched.hayashi(OrganisationKind.OPERATIONS, "operations")
    day = date(2026, 6, 1)
    new = NewRequest(kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="端末の検査", limit_on=day)
    number = ask_agency(agency_id, new, by=ueda, now=clock.now())
    clock.set("2026-06-02T10:00:00+09:00")
    suspend_for_measure(str(number), "応答がない", by=ueda, now=clock.now())
    ordered(agency_id, mori, clock, **REVOCATION)
    choice = lift(date(2026, 6, 2))
    assert propose_lifting(agency_id, choice, by=ueda, now=clock.now()) is DecisionRefusal.ORDER_UNCORRECTED
    correct(mori, clock)
    proposal = propose_lifting(agency_id, choice, by=ueda, now=clock.now())
    assert approve_decision(proposal, by=second, now=clock.now()) is Decision.LIFTING


@pytest.mark.rule("AGY-074", "AGY-084", "AGY-132")
def test_six_months_that_wait_for_the_bureau_are_not_resumed_under_an_order(clock, agency_id, mori) -> None:
    clock.set("2026-08-03T10:00:00+09:00")
    watched.stop(agency_id, Ground.LICENCE_LAPSED, mori, clock.now())
    clock.set("2027-02-05T10:00:00+09:00")
    ordered(agency_id, mori, clock, **IMPROVEMENT)
    assert propose_lifting(agency_id, RESUME, by=mori, now=clock.now()) is DecisionRefusal.ORDER_UNCORRECTED
    correct(mori, clock)
    proposal = propose_lifting(agency_id, RESUME, by=mori, now=clock.now())
    assert approve_decision(proposal, by=watched.hayashi(), now=clock.now()) is Decision.RESUMPTION
    assert state(agency_id, clock) is ParticipationState.ACTIVE
