"""Who may take part in which service, from what an application tells (2(1), 2(2))."""

from collections.abc import Iterable
from datetime import date

from app.agencies.rules.dates import placement_window
from app.agencies.terms.applications import EligibilityRefusal
from app.agencies.terms.kinds import AgencyKind, ApplicationKind, SchoolKind, Service
from app.agencies.terms.particulars import Particulars, Placement
from app.kernel.calendar import Calendar

REGULAR_MONTHS = 4
SCHOOLS_NOT_ADMITTED = frozenset({SchoolKind.JUNIOR_HIGH, SchoolKind.HIGH})
SEEKER_INFO_KINDS = frozenset({AgencyKind.FEE, AgencyKind.FREE, AgencyKind.SPECIAL})


def ground_against_kind(kind: AgencyKind, school: SchoolKind | None) -> EligibilityRefusal | None:
    """Why an organisation is none of the four kinds (AGY-005, 2(1)): ③ leaves out junior high and high schools."""
    if kind is not AgencyKind.SCHOOL:
        return None
    if school is None:
        return EligibilityRefusal.SCHOOL_NOT_SAID
    return EligibilityRefusal.SCHOOL_NOT_ADMITTED if school in SCHOOLS_NOT_ADMITTED else None


def services_open_to(kind: AgencyKind) -> frozenset[Service]:
    """The services a kind may take part in (AGY-007, 2(2)): the seeker service is not for schools."""
    return frozenset(Service) if kind in SEEKER_INFO_KINDS else frozenset({Service.JOB_INFO})


def services_asked(particulars: Particulars) -> frozenset[Service]:
    """The services an application asks for (AGY-004)."""
    asked = {Service.JOB_INFO: particulars.job_info, Service.SEEKER_INFO: particulars.seeker_info}
    return frozenset(service for service, wanted in asked.items() if wanted)


def services_asked_in(kind: ApplicationKind, told: Particulars) -> frozenset[Service]:
    """The same by the kind of the application: a renewal is always of the seeker service (AGY-008, AGY-010)."""
    renewed = frozenset({Service.SEEKER_INFO}) if kind is ApplicationKind.RENEW else frozenset()
    return services_asked(told) | renewed


def services_dropped(kind: ApplicationKind, asked: frozenset[Service], held: frozenset[Service]) -> frozenset[Service]:
    """The services held that a change or a renewal leaves out: one is given up by 退会申請 alone (2(2), Q-32)."""
    return held - asked if kind in {ApplicationKind.CHANGE, ApplicationKind.RENEW} else frozenset()


def is_regular(placement: Placement) -> bool:
    """Whether a placement is regular employment (AGY-009, 2(2)注1): no fixed term or four months, not seasonal."""
    return not placement.seasonal and (placement.months is None or placement.months >= REGULAR_MONTHS)


def regular_placements(placements: Iterable[Placement], applied_on: date, calendar: Calendar) -> tuple[Placement, ...]:
    """The regular placements of the three months that end with the application day (AGY-008, 2(2))."""
    first = placement_window(applied_on, calendar).value
    return tuple(each for each in placements if is_regular(each) and first <= each.placed_on <= applied_on)


def ground_against_services(
    kind: AgencyKind, asked: frozenset[Service], placed: Iterable[Placement], applied_on: date, calendar: Calendar
) -> EligibilityRefusal | None:
    """Why the services asked for cannot be had: none asked, a school (AGY-007), no placement (AGY-008)."""
    fit = ground_against_choice(kind, asked)
    if fit is None and Service.SEEKER_INFO in asked and not regular_placements(placed, applied_on, calendar):
        return EligibilityRefusal.NO_REGULAR_PLACEMENT
    return fit


def ground_against_choice(kind: AgencyKind, asked: frozenset[Service]) -> EligibilityRefusal | None:
    """Why a kind cannot have what it chose, whatever it placed: nothing chosen, or not for schools (AGY-007)."""
    if not asked:
        return EligibilityRefusal.NO_SERVICE
    return None if asked <= services_open_to(kind) else EligibilityRefusal.SEEKER_INFO_NOT_FOR_SCHOOLS
