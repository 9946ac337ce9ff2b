"""What the bureau may do with an application: receive its document, process it, not admit it (2, 5, 8, 10)."""

from collections.abc import Iterator
from datetime import date, datetime

from app.agencies.rules.applications import state_at
from app.agencies.rules.bans import at_address_on, ban_on
from app.agencies.rules.eligibility import services_dropped
from app.agencies.rules.orders import bars_admission
from app.agencies.rules.participation import services_held
from app.agencies.terms.applications import ApplicationFacts, Check, CheckKind
from app.agencies.terms.kinds import ApplicationKind, ApplicationState, ReceivedWay, Service
from app.agencies.terms.processing import (
    Decided,
    ProcessingFacts,
    ProcessingRefusal,
    Receipt,
    ReceiptRefusal,
)
from app.kernel.moments import day_of

REFUSED_BY = {
    CheckKind.KIND: ProcessingRefusal.KIND,
    CheckKind.SEEKER_KIND: ProcessingRefusal.KIND,
    CheckKind.PLACEMENTS: ProcessingRefusal.PLACEMENTS,
    CheckKind.OFFICERS: ProcessingRefusal.INCOMPLETE,
    CheckKind.LICENCE: ProcessingRefusal.INCOMPLETE,
    CheckKind.MANDATORY: ProcessingRefusal.INCOMPLETE,
}
"""What a check that did not pass means for processing."""

ADMITTING = frozenset({ApplicationKind.USE, ApplicationKind.RENEW})
"""Kinds at which the requirements of 2 are looked at anew."""

ONLY_TO_COME_IN = frozenset({CheckKind.PLACEMENTS, CheckKind.LICENCE})
"""Checks that keep nobody from telling a change: it is told just because something is no longer as it was."""


def ground_against_receipt(facts: ApplicationFacts, receipt: Receipt, now: datetime) -> ReceiptRefusal | None:
    """Why a document that came is not entered (AGY-097, AGY-104, AGY-105, 10).

    By mail, or by post and in person after the bureau was called; within the limit; on a day that is over or today.
    """
    state = state_at(facts, now)
    if state is ApplicationState.RECEIVED:
        return ReceiptRefusal.RECEIVED_ALREADY
    if state is not ApplicationState.REGISTERED:
        return ReceiptRefusal.NOT_OPEN
    if receipt.day > day_of(now):
        return ReceiptRefusal.IN_FUTURE
    if receipt.day < day_of(facts.registered_at):
        return ReceiptRefusal.BEFORE_REGISTRATION
    if receipt.day > facts.document_limit:
        return ReceiptRefusal.AFTER_LIMIT
    return _ground_against_way(receipt)


def ground_against_processing(facts: ProcessingFacts, decided: Decided, now: datetime) -> ProcessingRefusal | None:
    """The first ground against processing (AGY-006, AGY-013, AGY-106); a document received comes before all."""
    return next(_grounds(facts, decided, now), None)


def ground_against_settling(facts: ApplicationFacts, now: datetime) -> ProcessingRefusal | None:
    """Why an application can be neither processed nor turned down: not received, settled, expired (AGY-106)."""
    match state_at(facts, now):
        case ApplicationState.RECEIVED:
            return None
        case ApplicationState.REGISTERED:
            return ProcessingRefusal.NOT_RECEIVED
        case ApplicationState.EXPIRED:
            return ProcessingRefusal.EXPIRED
    return ProcessingRefusal.SETTLED


def comes_in(facts: ProcessingFacts) -> bool:
    """Whether an application lets somebody in or go on: the requirements of 2(1), 2(2) and 5 hold for it anew."""
    return facts.application.kind in ADMITTING or bool(services_to_start(facts))


def desk_checks(facts: ProcessingFacts, day: date) -> tuple[Check, ...]:
    """Everything that was checked and matters for the kind, each with its clause (AGY-006, AGY-023, AGY-106).

    A withdrawal is never kept from anybody, so nothing is checked of one; a change that adds no service is not asked
    for what is needed to come in.
    """
    if facts.application.kind is ApplicationKind.WITHDRAW:
        return ()
    alone = Check(kind=CheckKind.ONE_ACCOUNT, rule="AGY-060", clause="7(2)①キ", passed=not facts.licence_taken)
    if not comes_in(facts):
        return (*(each for each in facts.checks if each.kind not in ONLY_TO_COME_IN), alone)
    return (*facts.checks, alone, *_checks_of_the_past(facts, day))


def _checks_of_the_past(facts: ProcessingFacts, day: date) -> Iterator[Check]:
    """Orders under the Act, a termination, and one at the same address, which keeps nobody out by itself."""
    if facts.application.kind is not ApplicationKind.RENEW:
        order = next((each for each in facts.orders if bars_admission(each, day)), None)
        ends = order.until_on if order else None
        yield Check(kind=CheckKind.ORDERS, rule="AGY-006", clause="2(1)", passed=order is None, until=ends)
    ban = ban_on(day, facts.bans)
    free = ban.reapply_from if ban else None
    yield Check(kind=CheckKind.BAN, rule="AGY-023", clause="5・8(4)", passed=ban is None, until=free)
    near = at_address_on(day, facts.bans) if ban is None else None
    if near is not None:
        until = near.reapply_from
        yield Check(kind=CheckKind.SAME_ADDRESS, rule="AGY-023", clause="5・8(4)", passed=False, until=until)


def services_to_start(facts: ProcessingFacts) -> frozenset[Service]:
    """The services asked for that are not taken part in yet."""
    return facts.asked - services_held(facts.services)


def _ground_against_way(receipt: Receipt) -> ReceiptRefusal | None:
    if receipt.way is ReceivedWay.MAIL:
        return None
    if receipt.called_on is None:
        return ReceiptRefusal.NO_CALL
    return ReceiptRefusal.CALL_AFTER_PAPER if receipt.called_on > receipt.day else None


def _grounds(facts: ProcessingFacts, decided: Decided, now: datetime) -> Iterator[ProcessingRefusal]:
    against = ground_against_settling(facts.application, now)
    if against is not None:
        yield against
    if facts.is_closed:
        yield ProcessingRefusal.ACCOUNT_CLOSED
    yield from _grounds_of_standing(facts)
    if facts.application.kind is ApplicationKind.RENEW:
        yield from _grounds_of_linked(facts.linked, now)
    if facts.application.kind is not ApplicationKind.WITHDRAW:
        if facts.licence_taken:
            yield ProcessingRefusal.LICENCE_TAKEN
        yield from _grounds_of_requirements(facts, day_of(now))
        yield from _grounds_of_days(facts, decided, day_of(now))


def _grounds_of_standing(facts: ProcessingFacts) -> Iterator[ProcessingRefusal]:
    kind = facts.application.kind
    if kind is ApplicationKind.USE and facts.is_taking_part:
        yield ProcessingRefusal.TAKING_PART_ALREADY
    if kind is not ApplicationKind.USE and not facts.is_taking_part:
        yield ProcessingRefusal.NOT_TAKING_PART
    held = services_held(facts.services)
    needed = {ApplicationKind.RENEW: {Service.SEEKER_INFO}, ApplicationKind.WITHDRAW: facts.asked}
    if facts.is_taking_part and not needed.get(kind, set()) <= held:
        yield ProcessingRefusal.NO_SEEKER_SERVICE
    if services_dropped(kind, facts.asked, held):
        yield ProcessingRefusal.SERVICE_DROPPED


def _grounds_of_linked(linked: ApplicationFacts | None, now: datetime) -> Iterator[ProcessingRefusal]:
    """A renewal goes with its change: both are processed, or neither (AGY-012, 2(2))."""
    state = state_at(linked, now) if linked is not None else ApplicationState.PROCESSED
    if state is ApplicationState.REGISTERED:
        yield ProcessingRefusal.LINKED_NOT_RECEIVED
    if state in (ApplicationState.NOT_ADMITTED, ApplicationState.EXPIRED):
        yield ProcessingRefusal.LINKED_NOT_ADMITTED


def _grounds_of_requirements(facts: ProcessingFacts, day: date) -> Iterator[ProcessingRefusal]:
    """Where somebody comes in, or into a service they are not in, the requirements of 2(1), 2(2) and 5 hold."""
    admits, renews = comes_in(facts), facts.application.kind is ApplicationKind.RENEW
    if admits and not renews and any(bars_admission(each, day) for each in facts.orders):
        yield ProcessingRefusal.ORDER
    if admits and ban_on(day, facts.bans) is not None:
        yield ProcessingRefusal.BANNED
    failed = (each.kind for each in facts.checks if not each.passed)
    yield from (REFUSED_BY[each] for each in failed if admits or each not in ONLY_TO_COME_IN)


def _grounds_of_days(facts: ProcessingFacts, decided: Decided, day: date) -> Iterator[ProcessingRefusal]:
    """The bureau enters the limit of the seeker service (AGY-010, Q-39), and a first day that is not past."""
    if decided.start_on < day:
        yield ProcessingRefusal.START_PAST
    renews = facts.application.kind is ApplicationKind.RENEW
    if not renews and Service.SEEKER_INFO not in services_to_start(facts):
        return
    if decided.seeker_until is None:
        yield ProcessingRefusal.LIMIT_MISSING
        return
    known = (
        [each.valid_until for each in facts.services if each.ended_on is None and each.valid_until] if renews else []
    )
    if decided.seeker_until <= max([*known, decided.start_on]):
        yield ProcessingRefusal.LIMIT_NOT_LATER
