"""One organisation is one use, and what was ordered against it follows it to another account (2(1), 7(2)①キ)."""

from datetime import date

import pytest

from app.agencies.models.agencies import BusinessOrder
from app.agencies.models.participation import Participation
from app.agencies.queries.participation import find_standing
from app.agencies.terms.applications import ApplicationRefusal, Asked, Refused
from app.agencies.terms.kinds import ApplicationKind, BusinessOrderKind, Service
from app.agencies.terms.processing import Decided, OrderFacts, ProcessingRefusal
from app.agencies.usecases.orders import confirm_improvement, enter_order
from app.agencies.usecases.processing import process_application
from app.db import db
from app.kernel.moments import day_of
from tests import agencies, applicants
from tests.together import together

OTHER_SPELLING = "１４ーユー３００００３"
DECIDED = Decided(start_on=date(2026, 5, 11), seeker_until=date(2027, 5, 31))


@pytest.fixture
def ono(app):
    """Ono of the bureau of Minato and Kaze."""
    return agencies.identity("ono")


@pytest.fixture
def kaze(app, clock):
    """Kaze takes part."""
    return agencies.take_part("kaze", clock.now())


@pytest.fixture
def minato(app):
    """Minato with an account, nothing applied for."""
    return agencies.found("minato")


def received(agency_id, ono, now, kind="use", **told):
    """An application of Minato's whose document came."""
    number = agencies.apply(agency_id, kind, now, agencies.particulars("minato", on=day_of(now), **told))
    agencies.receive(number, ono, now)
    return number


@pytest.mark.rule("AGY-060", "AGY-074")
def test_under_a_number_in_use_nobody_applies_with_another_account(kaze, minato, clock):
    told = agencies.particulars("minato", licence_number=OTHER_SPELLING)
    answer = applicants.press("minato", Asked(kind=ApplicationKind.USE, told=told), now=clock.now())
    assert answer == Refused(why=ApplicationRefusal.LICENCE_TAKEN)


@pytest.mark.rule("AGY-060", "AGY-074")
def test_the_bureau_lets_no_second_account_in_under_a_number_in_use(kaze, minato, ono, clock):
    number = received(minato, ono, clock.now(), licence_number=OTHER_SPELLING)
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is ProcessingRefusal.LICENCE_TAKEN
    withdrawal = agencies.apply(kaze, "withdraw", clock.now(), services="all")
    agencies.receive(withdrawal, ono, clock.now())
    agencies.process(withdrawal, ono, clock.now())
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is None
    assert find_standing(minato, clock.now()).open_services == frozenset(Service)


@pytest.mark.rule("AGY-060")
def test_nobody_changes_to_a_number_in_use(kaze, ono, clock):
    minato = agencies.take_part("minato", clock.now())
    number = received(minato, ono, clock.now(), "change", licence_number=OTHER_SPELLING)
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is ProcessingRefusal.LICENCE_TAKEN


@pytest.mark.rule("AGY-060")
def test_a_number_that_was_changed_is_free_for_whoever_has_it_now(kaze, minato, ono, clock):
    told = agencies.particulars("kaze", on=day_of(clock.now()), licence_number="14-ユ-300099")
    moved = agencies.apply(kaze, "change", clock.now(), told)
    agencies.receive(moved, ono, clock.now())
    agencies.process(moved, ono, clock.now())
    number = received(minato, ono, clock.now(), licence_number=OTHER_SPELLING)
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is None


@pytest.mark.rule("AGY-060")
def test_of_two_accounts_under_one_number_processed_at_once_one_is_let_in(app, ono, clock):
    now = clock.now()
    numbers = [received(agencies.found(key), ono, now, licence_number=OTHER_SPELLING) for key in ("minato", "kaze")]
    db.session.rollback()
    acts = [lambda each=each: process_application(each, DECIDED, by=ono, now=now) for each in numbers]
    answers = together(app, *acts)
    assert sorted(map(str, answers)) == ["None", "licence_taken"]
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count()).select_from(Participation)) == 1


@pytest.mark.rule("AGY-006", "AGY-074")
@pytest.mark.parametrize("told", [{"licence_number": OTHER_SPELLING}, {"name": "かぜ職業紹介(架空)"}])
def test_an_order_follows_its_organisation_to_a_new_account(kaze, minato, ono, clock, told):
    now = clock.now()
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 5, 1))
    assert enter_order(kaze, order, "改善命令", by=ono, now=now) is None
    withdrawal = agencies.apply(kaze, "withdraw", now, services="all")
    agencies.receive(withdrawal, ono, now)
    agencies.process(withdrawal, ono, now)
    number = received(minato, ono, now, **told)
    assert process_application(number, DECIDED, by=ono, now=now) is ProcessingRefusal.ORDER
    db.session.rollback()
    entered = db.session.scalars(db.select(BusinessOrder.id)).one()
    assert confirm_improvement(entered, day_of(now), by=ono, now=now) is None
    assert process_application(number, DECIDED, by=ono, now=now) is None


@pytest.mark.rule("AGY-006")
def test_an_order_says_nothing_of_another_organisation(kaze, minato, ono, clock):
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 5, 1))
    assert enter_order(kaze, order, "改善命令", by=ono, now=clock.now()) is None
    number = received(minato, ono, clock.now(), address=agencies.TOLD["kaze"].address)
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is None
