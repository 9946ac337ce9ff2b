"""The words of the bureau's desk: receiving a document, processing an application, not admitting one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.agencies.terms.applications import ApplicationFacts, Check
from app.agencies.terms.bans import Ban
from app.agencies.terms.kinds import BusinessOrderKind, ReceivedWay, Service
from app.agencies.terms.participation import ServiceFacts


class ReceiptRefusal(StrEnum):
    """Why the receipt of a document is not entered."""

    NOT_OPEN = "not_open"
    RECEIVED_ALREADY = "received_already"
    AFTER_LIMIT = "after_limit"
    BEFORE_REGISTRATION = "before_registration"
    IN_FUTURE = "in_future"
    NO_CALL = "no_call"
    CALL_AFTER_PAPER = "call_after_paper"


class ProcessingRefusal(StrEnum):
    """Why an application is not processed, or not settled."""

    NOT_RECEIVED = "not_received"
    SETTLED = "settled"
    EXPIRED = "expired"
    KIND = "kind"
    ORDER = "order"
    PLACEMENTS = "placements"
    BANNED = "banned"
    INCOMPLETE = "incomplete"
    ACCOUNT_CLOSED = "account_closed"
    TAKING_PART_ALREADY = "taking_part_already"
    NOT_TAKING_PART = "not_taking_part"
    NO_SEEKER_SERVICE = "no_seeker_service"
    LICENCE_TAKEN = "licence_taken"
    SERVICE_DROPPED = "service_dropped"
    LIMIT_MISSING = "limit_missing"
    LIMIT_NOT_LATER = "limit_not_later"
    START_PAST = "start_past"
    LINKED_NOT_RECEIVED = "linked_not_received"
    LINKED_NOT_ADMITTED = "linked_not_admitted"
    NO_REASON = "no_reason"


class OrderRefusal(StrEnum):
    """Why an order, or its improvement, is not entered."""

    END_MISSING = "end_missing"
    END_BEFORE_START = "end_before_start"
    IN_FUTURE = "in_future"
    IMPROVED_ALREADY = "improved_already"
    IMPROVED_BEFORE = "improved_before"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A document that came: on which day, in which way, and when the bureau was called before (AGY-104, AGY-105)."""

    day: date
    way: ReceivedWay
    called_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OrderFacts:
    """An order under the Act (AGY-006): until when, and on which day its improvement was confirmed."""

    kind: BusinessOrderKind
    from_on: date
    until_on: date | None = None
    improved_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the bureau enters when it processes: the first day of use, and how long the seeker service is valid."""

    start_on: date
    seeker_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProcessingFacts:
    """What decides whether an application may be processed.

    `checks` are those of what it tells; `linked` the change that came with a renewal; `services` those taken part in,
    none without a running participation; `asked` those it asks for, of a withdrawal those it gives up alone. With
    `licence_taken` another account takes part under the licence number it tells.
    """

    application: ApplicationFacts
    linked: ApplicationFacts | None = None
    checks: tuple[Check, ...] = ()
    bans: tuple[Ban, ...] = ()
    orders: tuple[OrderFacts, ...] = ()
    asked: frozenset[Service] = frozenset()
    services: tuple[ServiceFacts, ...] = ()
    is_taking_part: bool = False
    is_closed: bool = False
    licence_taken: bool = False
