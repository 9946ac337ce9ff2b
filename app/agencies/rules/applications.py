"""Where an application stands at a moment, which procedures are open, and what was checked of one (10).

Read, not waited for: an application whose limit is over without its document is expired, whether or not a routine has
run (AGY-099, DESIGN 3.8).
"""

from dataclasses import replace
from datetime import date, datetime, time

from app.agencies.rules.active_content import has_active_content
from app.agencies.rules.dates import placement_window, registration_deleted_from
from app.agencies.rules.eligibility import (
    ground_against_choice,
    ground_against_kind,
    ground_against_services,
    regular_placements,
    services_asked,
    services_asked_in,
    services_dropped,
    services_open_to,
)
from app.agencies.rules.particulars import gaps, is_whole
from app.agencies.terms.applications import (
    ApplicationFacts,
    ApplicationRefusal,
    Check,
    CheckKind,
    EligibilityRefusal,
    Entrance,
    ParticularsGap,
    Refused,
    UploadRefusal,
    Withdrawn,
)
from app.agencies.terms.kinds import OPEN_STATES, ApplicationKind, ApplicationState, Service
from app.agencies.terms.particulars import Particulars
from app.kernel.calendar import Calendar
from app.kernel.moments import at

LARGEST_UPLOAD = 900_000
"""Bytes of a filled document: two printed pages as a scan; what a request may be at most is a little more."""

_OFFICER_GAPS = frozenset(
    {
        ParticularsGap.CONTACT_OFFICER,
        ParticularsGap.CONTACT_NOT_FULL_TIME,
        ParticularsGap.PRIVACY_OFFICER,
        ParticularsGap.PRIVACY_NOT_FULL_TIME,
    }
)
_LICENCE_GAPS = frozenset({ParticularsGap.LICENCE_VALIDITY, ParticularsGap.LICENCE_PAST})


def state_at(facts: ApplicationFacts, now: datetime) -> ApplicationState:
    """The state at `now`: without its document it is expired from the day after its limit (AGY-099, Q-37)."""
    over = facts.written is ApplicationState.REGISTERED and facts.received_on is None
    return ApplicationState.EXPIRED if over and now >= expired_at(facts) else facts.written


def expired_at(facts: ApplicationFacts) -> datetime:
    """The moment an application without its document expires: its limit is over at 24:00 (AGY-099)."""
    return at(registration_deleted_from(facts.document_limit), time.min)


def is_open(facts: ApplicationFacts, now: datetime) -> bool:
    """Whether an application is still to be settled at `now`."""
    return state_at(facts, now) in OPEN_STATES


def days_left(facts: ApplicationFacts, today: date) -> int:
    """How many days are left for the document, the last one counted as one; 0 once it is over (AGY-097)."""
    return max(0, (facts.document_limit - today).days + 1)


def ground_against_procedure(kind: ApplicationKind, entrance: Entrance) -> ApplicationRefusal | None:
    """Why one of the four procedures is not open to an agency now (AGY-096, AGY-137).

    One of each kind at a time. Renewal and withdrawal stay open past the limit of use and during a suspension
    (AGY-010); renewal is of the seeker service.
    """
    if entrance.is_closed:
        return ApplicationRefusal.ACCOUNT_CLOSED
    if kind in entrance.open_kinds:
        return ApplicationRefusal.OPEN_ALREADY
    if kind is ApplicationKind.USE:
        return ApplicationRefusal.TAKING_PART_ALREADY if entrance.is_taking_part else None
    if not entrance.is_taking_part:
        return ApplicationRefusal.NOT_TAKING_PART
    without = kind is ApplicationKind.RENEW and Service.SEEKER_INFO not in entrance.services
    return ApplicationRefusal.NO_SEEKER_SERVICE if without else None


def ground_against_eligibility_of(
    kind: ApplicationKind, told: Particulars, held: frozenset[Service], applied_on: date, calendar: Calendar
) -> EligibilityRefusal | None:
    """Why what is asked for cannot be had: its kind (AGY-005), its services (AGY-007, AGY-008, AGY-013).

    `held` are the services that were not given up. A renewal is judged as asking for the seeker service whatever is
    ticked; a change asks for placements only where it adds that service; neither gives up a service (Q-32).
    """
    asked = services_asked_in(kind, told)
    keeps = kind is ApplicationKind.CHANGE and Service.SEEKER_INFO in held
    against = ground_against_kind(told.kind, told.school) or (
        ground_against_choice(told.kind, asked)
        if keeps
        else ground_against_services(told.kind, asked, told.placements, applied_on, calendar)
    )
    dropped = services_dropped(kind, services_asked(told), held)
    return against or (EligibilityRefusal.SERVICE_DROPPED if dropped else None)


def asks_document(facts: ApplicationFacts) -> bool:
    """Whether a document is or was asked for: not where the system did not admit what was applied for (AGY-013)."""
    return facts.received_on is not None or facts.written is not ApplicationState.NOT_ADMITTED


def is_unmet_renewal(kind: ApplicationKind, refused: Refused) -> bool:
    """Whether a refusal says that the requirements of 2(2) are not met at the renewal (AGY-013)."""
    return kind is ApplicationKind.RENEW and refused.eligibility is EligibilityRefusal.NO_REGULAR_PLACEMENT


def ground_against_withdrawal(given_up: Withdrawn, services: frozenset[Service]) -> ApplicationRefusal | None:
    """Why a service cannot be given up alone: it is not taken part in, or the only one (Q-32)."""
    alone = given_up is Withdrawn.SEEKER_INFO and services != frozenset(Service)
    return ApplicationRefusal.NO_SEEKER_SERVICE if alone else None


def checks(kind: ApplicationKind, told: Particulars, applied_on: date, calendar: Calendar) -> tuple[Check, ...]:
    """What the system finds by itself in an application, each with its clause, for the bureau's eyes (AGY-106)."""
    missing = frozenset(gaps(told, applied_on))
    seeker = Service.SEEKER_INFO in services_asked_in(kind, told)
    kind_passed = ground_against_kind(told.kind, told.school) is None
    general = (
        Check(kind=CheckKind.KIND, rule="AGY-005", clause="2(1)", passed=kind_passed),
        Check(kind=CheckKind.OFFICERS, rule="AGY-108", clause="12", passed=not missing & _OFFICER_GAPS),
        _licence_check(told, missing),
    )
    return (*general, *_seeker_checks(told, applied_on, calendar)) if seeker else general


def _licence_check(told: Particulars, missing: frozenset[ParticularsGap]) -> Check:
    passed = bool(told.licence_number) and not missing & _LICENCE_GAPS
    until = told.licence_valid_until
    return Check(kind=CheckKind.LICENCE, rule="AGY-011", clause="8(2)④", passed=passed, until=until)


def _seeker_checks(told: Particulars, applied_on: date, calendar: Calendar) -> tuple[Check, ...]:
    since = placement_window(applied_on, calendar).value
    found = len(regular_placements(told.placements, applied_on, calendar))
    fits = Service.SEEKER_INFO in services_open_to(told.kind)
    placed = Check(kind=CheckKind.PLACEMENTS, rule="AGY-008", clause="2(2)", passed=found > 0, number=found)
    return (
        Check(kind=CheckKind.SEEKER_KIND, rule="AGY-007", clause="2(2)", passed=fits),
        replace(placed, since=since, until=applied_on),
        Check(kind=CheckKind.MANDATORY, rule="AGY-056", clause="7(2)①カ", passed=is_whole(told.mandatory)),
    )


def ground_against_upload(content: bytes) -> UploadRefusal | None:
    """Why a file is not taken as the filled document; told by its content, never by its name."""
    if not content:
        return UploadRefusal.EMPTY
    if len(content) > LARGEST_UPLOAD:
        return UploadRefusal.TOO_LARGE
    whole = content[:1024].lstrip().startswith(b"%PDF-") and b"%%EOF" in content[-2048:]
    if not whole:
        return UploadRefusal.NOT_A_PDF
    return UploadRefusal.ACTIVE if has_active_content(content) else None
