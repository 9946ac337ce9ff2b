"""What the bureau may enter: a document in time and in a known way, an application that meets the requirements."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.agencies.rules.orders import bars_admission, ground_against_improvement, ground_against_order
from app.agencies.rules.processing import (
    desk_checks,
    ground_against_processing,
    ground_against_receipt,
    ground_against_settling,
)
from app.agencies.terms.applications import ApplicationFacts, Check, CheckKind
from app.agencies.terms.bans import Ban, BanMatch
from app.agencies.terms.kinds import ApplicationKind, ApplicationState, BusinessOrderKind, ReceivedWay, Service
from app.agencies.terms.participation import ServiceFacts
from app.agencies.terms.processing import (
    Decided,
    OrderFacts,
    OrderRefusal,
    ProcessingFacts,
    ProcessingRefusal,
    Receipt,
    ReceiptRefusal,
)

REGISTERED_AT = datetime(2026, 6, 1, 1, tzinfo=UTC)
LIMIT = date(2026, 6, 15)
MAIL = Receipt(day=date(2026, 6, 10), way=ReceivedWay.MAIL)
JOB = ServiceFacts(service=Service.JOB_INFO, from_on=date(2025, 7, 1))
SEEKER = ServiceFacts(service=Service.SEEKER_INFO, from_on=date(2025, 7, 1), valid_until=date(2026, 6, 30))
PLAIN = Decided(start_on=date(2026, 6, 20), seeker_until=date(2027, 6, 30))


def application(kind=ApplicationKind.USE, written=ApplicationState.REGISTERED, received_on=None):
    """An application of 1 June, with the document due on the 15th."""
    dates = {"registered_at": REGISTERED_AT, "document_limit": LIMIT, "received_on": received_on}
    return ApplicationFacts(kind=kind, written=written, **dates)


def received(kind=ApplicationKind.USE):
    """The same with its document."""
    return application(kind, ApplicationState.RECEIVED, date(2026, 6, 10))


def noon(day):
    """Noon in Japan."""
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.mark.rule("AGY-097", "AGY-104")
@pytest.mark.parametrize(
    "day, today, refusal",
    [
        (date(2026, 5, 31), date(2026, 6, 10), ReceiptRefusal.BEFORE_REGISTRATION),
        (date(2026, 6, 1), date(2026, 6, 10), None),
        (date(2026, 6, 10), date(2026, 6, 10), None),
        (date(2026, 6, 11), date(2026, 6, 10), ReceiptRefusal.IN_FUTURE),
        (date(2026, 6, 14), date(2026, 6, 15), None),
        (date(2026, 6, 15), date(2026, 6, 15), None),
        (date(2026, 6, 15), date(2026, 6, 16), ReceiptRefusal.NOT_OPEN),
        (date(2026, 6, 16), date(2026, 6, 16), ReceiptRefusal.NOT_OPEN),
    ],
)
def test_a_document_is_received_within_its_limit_only(day, today, refusal):
    assert ground_against_receipt(application(), replace(MAIL, day=day), noon(today)) is refusal


@pytest.mark.rule("AGY-105")
@pytest.mark.parametrize("way", [ReceivedWay.POST, ReceivedWay.IN_PERSON])
@pytest.mark.parametrize(
    "called_on, refusal",
    [
        (None, ReceiptRefusal.NO_CALL),
        (date(2026, 6, 9), None),
        (date(2026, 6, 10), None),
        (date(2026, 6, 11), ReceiptRefusal.CALL_AFTER_PAPER),
    ],
)
def test_paper_is_taken_only_after_a_call(way, called_on, refusal):
    receipt = Receipt(day=date(2026, 6, 10), way=way, called_on=called_on)
    assert ground_against_receipt(application(), receipt, noon(date(2026, 6, 12))) is refusal


@pytest.mark.parametrize(
    "facts, refusal",
    [
        (received(), ReceiptRefusal.RECEIVED_ALREADY),
        (application(written=ApplicationState.PROCESSED), ReceiptRefusal.NOT_OPEN),
        (application(written=ApplicationState.EXPIRED), ReceiptRefusal.NOT_OPEN),
    ],
)
def test_a_document_is_received_once(facts, refusal):
    assert ground_against_receipt(facts, MAIL, noon(date(2026, 6, 12))) is refusal


@pytest.mark.rule("AGY-106", "AGY-098")
@pytest.mark.parametrize(
    "facts, today, refusal",
    [
        (application(), date(2026, 6, 15), ProcessingRefusal.NOT_RECEIVED),
        (application(), date(2026, 6, 16), ProcessingRefusal.EXPIRED),
        (received(), date(2026, 6, 15), None),
        (received(), date(2026, 7, 30), None),
        (application(written=ApplicationState.PROCESSED), date(2026, 6, 15), ProcessingRefusal.SETTLED),
        (application(written=ApplicationState.NOT_ADMITTED), date(2026, 6, 15), ProcessingRefusal.SETTLED),
    ],
)
def test_nothing_is_settled_before_the_document_came(facts, today, refusal):
    assert ground_against_settling(facts, noon(today)) is refusal


@pytest.mark.rule("AGY-006")
@pytest.mark.parametrize(
    "day, bars",
    [
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2026, 7, 10), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ],
)
def test_a_suspension_order_bars_while_it_lasts(day, bars):
    order = OrderFacts(kind=BusinessOrderKind.SUSPENSION_ORDER, from_on=date(2026, 6, 1), until_on=date(2026, 8, 31))
    assert bars_admission(order, day) is bars


@pytest.mark.rule("AGY-006")
@pytest.mark.parametrize("kind", [BusinessOrderKind.IMPROVEMENT_ORDER, BusinessOrderKind.REVOCATION])
@pytest.mark.parametrize(
    "improved_on, day, bars",
    [
        (None, date(2026, 5, 31), False),
        (None, date(2026, 6, 1), True),
        (None, date(2030, 1, 1), True),
        (date(2026, 7, 1), date(2026, 6, 30), True),
        (date(2026, 7, 1), date(2026, 7, 1), False),
    ],
)
def test_an_improvement_order_bars_until_the_improvement_is_confirmed(kind, improved_on, day, bars):
    assert bars_admission(OrderFacts(kind=kind, from_on=date(2026, 6, 1), improved_on=improved_on), day) is bars


def facts(kind=ApplicationKind.USE, **changes):
    """A received application for both services; all but a first one of an agency that takes part."""
    base = {"application": received(kind), "asked": frozenset(Service)}
    if kind is not ApplicationKind.USE:
        base |= {"services": (JOB, SEEKER), "is_taking_part": True}
    if kind is ApplicationKind.WITHDRAW:
        base |= {"asked": frozenset({Service.SEEKER_INFO})}
    return ProcessingFacts(**{**base, **changes})


def failed(kind, *, passed=False):
    """What the system found."""
    return (Check(kind=kind, rule="AGY-008", clause="2(2)", passed=passed),)


TODAY = noon(date(2026, 6, 20))
ORDER = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 6, 1))
BAN = Ban(matched=BanMatch.LICENCE, reapply_from=date(2026, 6, 21))


@pytest.mark.parametrize("kind", ApplicationKind)
def test_what_has_everything_is_processed(kind):
    assert ground_against_processing(facts(kind), PLAIN, TODAY) is None


@pytest.mark.rule("AGY-006", "AGY-023", "AGY-106")
@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"application": application()}, ProcessingRefusal.EXPIRED),
        ({"is_closed": True}, ProcessingRefusal.ACCOUNT_CLOSED),
        ({"is_taking_part": True}, ProcessingRefusal.TAKING_PART_ALREADY),
        ({"orders": (ORDER,)}, ProcessingRefusal.ORDER),
        ({"orders": (replace(ORDER, improved_on=date(2026, 6, 20)),)}, None),
        ({"bans": (BAN,)}, ProcessingRefusal.BANNED),
        ({"bans": (replace(BAN, reapply_from=date(2026, 6, 20)),)}, None),
        ({"checks": failed(CheckKind.KIND)}, ProcessingRefusal.KIND),
        ({"checks": failed(CheckKind.SEEKER_KIND)}, ProcessingRefusal.KIND),
        ({"checks": failed(CheckKind.PLACEMENTS)}, ProcessingRefusal.PLACEMENTS),
        ({"checks": failed(CheckKind.PLACEMENTS, passed=True)}, None),
        ({"checks": failed(CheckKind.OFFICERS)}, ProcessingRefusal.INCOMPLETE),
    ],
)
def test_a_first_application_that_lacks_something_is_not_processed(changes, refusal):
    assert ground_against_processing(facts(**changes), PLAIN, TODAY) is refusal


@pytest.mark.rule("AGY-012", "AGY-013")
@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"checks": failed(CheckKind.PLACEMENTS)}, ProcessingRefusal.PLACEMENTS),
        ({"is_taking_part": False, "services": ()}, ProcessingRefusal.NOT_TAKING_PART),
        ({"services": (JOB,)}, ProcessingRefusal.NO_SEEKER_SERVICE),
        ({"orders": (ORDER,)}, None),
        ({"linked": received(ApplicationKind.CHANGE)}, None),
        ({"linked": application(ApplicationKind.CHANGE, ApplicationState.PROCESSED)}, None),
        ({"linked": application(ApplicationKind.CHANGE)}, ProcessingRefusal.LINKED_NOT_ADMITTED),
        (
            {"linked": application(ApplicationKind.CHANGE, ApplicationState.NOT_ADMITTED)},
            ProcessingRefusal.LINKED_NOT_ADMITTED,
        ),
    ],
)
def test_a_renewal_needs_the_requirements_and_its_change(changes, refusal):
    assert ground_against_processing(facts(ApplicationKind.RENEW, **changes), PLAIN, TODAY) is refusal


@pytest.mark.rule("AGY-012")
def test_a_renewal_waits_for_the_document_of_its_change():
    waiting = facts(ApplicationKind.RENEW, linked=application(ApplicationKind.CHANGE))
    in_time = replace(PLAIN, start_on=date(2026, 6, 15))
    assert ground_against_processing(waiting, in_time, noon(date(2026, 6, 15))) is ProcessingRefusal.LINKED_NOT_RECEIVED


@pytest.mark.rule("AGY-010")
@pytest.mark.parametrize(
    "kind, until, refusal",
    [
        (ApplicationKind.USE, None, ProcessingRefusal.LIMIT_MISSING),
        (ApplicationKind.USE, date(2026, 6, 20), ProcessingRefusal.LIMIT_NOT_LATER),
        (ApplicationKind.USE, date(2026, 6, 21), None),
        (ApplicationKind.RENEW, None, ProcessingRefusal.LIMIT_MISSING),
        (ApplicationKind.RENEW, date(2026, 6, 30), ProcessingRefusal.LIMIT_NOT_LATER),
        (ApplicationKind.RENEW, date(2026, 7, 1), None),
        (ApplicationKind.CHANGE, None, None),
        (ApplicationKind.WITHDRAW, None, None),
    ],
)
def test_the_bureau_enters_the_limit_of_the_seeker_service(kind, until, refusal):
    assert ground_against_processing(facts(kind), replace(PLAIN, seeker_until=until), TODAY) is refusal


def test_a_service_without_limit_needs_none():
    alone = facts(asked=frozenset({Service.JOB_INFO}))
    assert ground_against_processing(alone, replace(PLAIN, seeker_until=None), TODAY) is None


@pytest.mark.rule("AGY-016")
@pytest.mark.parametrize(
    "start, refusal",
    [(date(2026, 6, 19), ProcessingRefusal.START_PAST), (date(2026, 6, 20), None), (date(2026, 6, 21), None)],
)
def test_use_starts_today_or_later(start, refusal):
    assert ground_against_processing(facts(), replace(PLAIN, start_on=start), TODAY) is refusal


@pytest.mark.rule("AGY-057", "AGY-137")
def test_a_change_is_processed_though_the_requirements_to_come_in_are_no_longer_met():
    checks = (*failed(CheckKind.PLACEMENTS), *failed(CheckKind.LICENCE))
    assert ground_against_processing(facts(ApplicationKind.CHANGE, checks=checks), PLAIN, TODAY) is None
    without = replace(PLAIN, seeker_until=None)
    incomplete = facts(ApplicationKind.CHANGE, checks=failed(CheckKind.MANDATORY))
    assert ground_against_processing(incomplete, without, TODAY) is ProcessingRefusal.INCOMPLETE


@pytest.mark.rule("AGY-008", "AGY-010")
def test_a_change_that_adds_the_seeker_service_has_to_meet_its_requirements():
    adding = facts(ApplicationKind.CHANGE, services=(JOB,), checks=failed(CheckKind.PLACEMENTS))
    assert ground_against_processing(adding, PLAIN, TODAY) is ProcessingRefusal.PLACEMENTS
    without = replace(PLAIN, seeker_until=None)
    assert ground_against_processing(replace(adding, checks=()), without, TODAY) is ProcessingRefusal.LIMIT_MISSING


def test_only_a_service_that_is_taken_part_in_is_given_up():
    given_up = facts(ApplicationKind.WITHDRAW, services=(JOB,))
    assert ground_against_processing(given_up, PLAIN, TODAY) is ProcessingRefusal.NO_SEEKER_SERVICE


@pytest.mark.rule("AGY-006")
@pytest.mark.parametrize(
    "kind, from_on, until_on, refusal",
    [
        ("suspension_order", date(2026, 6, 1), None, OrderRefusal.END_MISSING),
        ("suspension_order", date(2026, 6, 1), date(2026, 5, 31), OrderRefusal.END_BEFORE_START),
        ("suspension_order", date(2026, 6, 1), date(2026, 6, 1), None),
        ("improvement_order", date(2026, 6, 20), None, None),
        ("improvement_order", date(2026, 6, 21), None, OrderRefusal.IN_FUTURE),
    ],
)
def test_an_order_is_entered_with_days_that_fit(kind, from_on, until_on, refusal):
    order = OrderFacts(kind=BusinessOrderKind(kind), from_on=from_on, until_on=until_on)
    assert ground_against_order(order, date(2026, 6, 20)) is refusal


@pytest.mark.rule("AGY-006")
@pytest.mark.parametrize(
    "confirmed, already, refusal",
    [
        (date(2026, 5, 31), None, OrderRefusal.IMPROVED_BEFORE),
        (date(2026, 6, 1), None, None),
        (date(2026, 6, 20), None, None),
        (date(2026, 6, 21), None, OrderRefusal.IN_FUTURE),
        (date(2026, 6, 20), date(2026, 6, 19), OrderRefusal.IMPROVED_ALREADY),
    ],
)
def test_an_improvement_is_confirmed_once_and_not_before_the_order(confirmed, already, refusal):
    order = replace(ORDER, improved_on=already)
    assert ground_against_improvement(order, confirmed, date(2026, 6, 20)) is refusal


@pytest.mark.rule("AGY-060")
@pytest.mark.parametrize("kind", ApplicationKind)
def test_under_a_number_that_another_account_uses_nothing_but_a_withdrawal_is_processed(kind):
    expected = None if kind is ApplicationKind.WITHDRAW else ProcessingRefusal.LICENCE_TAKEN
    assert ground_against_processing(facts(kind, licence_taken=True), PLAIN, TODAY) is expected


@pytest.mark.rule("AGY-023")
def test_a_termination_at_the_same_address_is_shown_and_does_not_refuse():
    near = facts(bans=(replace(BAN, matched=BanMatch.ADDRESS),))
    assert ("same_address", False) in kinds_of(near)
    assert ground_against_processing(near, PLAIN, TODAY) is None
    assert ("same_address", False) not in kinds_of(facts(bans=(BAN, replace(BAN, matched=BanMatch.ADDRESS))))


def kinds_of(found):
    """What was checked, and whether it was found in order."""
    return [(each.kind.value, each.passed) for each in desk_checks(found, date(2026, 6, 20))]


@pytest.mark.rule("AGY-006", "AGY-023", "AGY-106")
def test_the_desk_shows_what_matters_for_the_kind():
    checks = (*failed(CheckKind.PLACEMENTS), *failed(CheckKind.OFFICERS, passed=True))
    told = [("placements", False), ("officers", True)]
    known = {"checks": checks, "orders": (ORDER,), "bans": (BAN,)}
    alone = ("one_account", True)
    assert kinds_of(facts(**known)) == [*told, alone, ("orders", False), ("ban", False)]
    assert kinds_of(facts(checks=checks)) == [*told, alone, ("orders", True), ("ban", True)]
    assert kinds_of(facts(ApplicationKind.RENEW, **known)) == [*told, alone, ("ban", False)]
    assert kinds_of(facts(ApplicationKind.CHANGE, **known)) == [("officers", True), alone]
    adding = facts(ApplicationKind.CHANGE, services=(JOB,), **known)
    assert kinds_of(adding) == [*told, alone, ("orders", False), ("ban", False)]
    assert kinds_of(facts(ApplicationKind.WITHDRAW, **known)) == []
