"""Who may take part in which service (2(1), 2(2))."""

from datetime import date
from typing import Any

import pytest

from app.agencies.rules.applications import ground_against_eligibility_of, is_unmet_renewal
from app.agencies.rules.eligibility import (
    ground_against_kind,
    is_regular,
    regular_placements,
    services_open_to,
)
from app.agencies.terms.applications import ApplicationRefusal, EligibilityRefusal, Refused
from app.agencies.terms.kinds import AgencyKind, ApplicationKind, SchoolKind, Service
from app.agencies.terms.particulars import Particulars, Placement
from app.kernel.calendar import Calendar
from tests.rules.agencies.told import APPLIED, CALENDAR, told

NOT_ADMITTED = EligibilityRefusal.SCHOOL_NOT_ADMITTED


def first_time(given: Particulars, applied: date, calendar: Calendar) -> EligibilityRefusal | None:
    """What is against an organisation that comes in."""
    return ground_against_eligibility_of(ApplicationKind.USE, given, frozenset(), applied, calendar)


@pytest.mark.rule("AGY-005")
@pytest.mark.parametrize(
    ("kind", "school", "ground"),
    [
        (AgencyKind.FEE, None, None),
        (AgencyKind.FREE, None, None),
        (AgencyKind.SPECIAL, None, None),
        (AgencyKind.SCHOOL, SchoolKind.UNIVERSITY, None),
        (AgencyKind.SCHOOL, SchoolKind.COLLEGE, None),
        (AgencyKind.SCHOOL, SchoolKind.TECHNICAL, None),
        (AgencyKind.SCHOOL, SchoolKind.TRAINING, None),
        (AgencyKind.SCHOOL, SchoolKind.OTHER, None),
        (AgencyKind.SCHOOL, SchoolKind.JUNIOR_HIGH, NOT_ADMITTED),
        (AgencyKind.SCHOOL, SchoolKind.HIGH, NOT_ADMITTED),
        (AgencyKind.SCHOOL, None, EligibilityRefusal.SCHOOL_NOT_SAID),
    ],
)
def test_the_four_kinds_and_the_schools_left_out(
    kind: AgencyKind, school: SchoolKind | None, ground: EligibilityRefusal | None
) -> None:
    assert ground_against_kind(kind, school) is ground


@pytest.mark.rule("AGY-007")
def test_the_seeker_service_is_not_for_schools() -> None:
    with_seekers = {kind for kind in AgencyKind if Service.SEEKER_INFO in services_open_to(kind)}
    assert with_seekers == {AgencyKind.FEE, AgencyKind.FREE, AgencyKind.SPECIAL}
    assert all(Service.JOB_INFO in services_open_to(kind) for kind in AgencyKind)


@pytest.mark.rule("AGY-007")
def test_a_school_that_asks_for_it_all_the_same_is_refused() -> None:
    school = told(kind=AgencyKind.SCHOOL, school=SchoolKind.UNIVERSITY)
    assert first_time(school, APPLIED, CALENDAR) is EligibilityRefusal.SEEKER_INFO_NOT_FOR_SCHOOLS


@pytest.mark.rule("AGY-009")
@pytest.mark.parametrize(
    ("months", "seasonal", "regular"),
    [(None, False, True), (None, True, False), (3, False, False), (4, False, True), (5, False, True), (4, True, False)],
)
def test_regular_is_four_months_or_without_end_and_never_seasonal(
    months: int | None, seasonal: bool, regular: bool
) -> None:
    assert is_regular(Placement(placed_on=APPLIED, months=months, seasonal=seasonal)) is regular


@pytest.mark.rule("AGY-008")
@pytest.mark.parametrize(
    ("applied", "placed", "counts"),
    [
        (date(2026, 6, 15), date(2026, 3, 15), False),
        (date(2026, 6, 15), date(2026, 3, 16), True),
        (date(2026, 6, 15), date(2026, 3, 17), True),
        (date(2026, 6, 15), date(2026, 6, 15), True),
        (date(2026, 6, 15), date(2026, 6, 16), False),
        (date(2026, 5, 31), date(2026, 2, 28), False),
        (date(2026, 5, 31), date(2026, 3, 1), True),
        (date(2028, 5, 29), date(2028, 2, 29), False),
        (date(2028, 5, 28), date(2028, 2, 29), True),
    ],
)
def test_a_placement_counts_within_the_three_months_that_end_with_the_application(
    applied: date, placed: date, counts: bool
) -> None:
    assert bool(regular_placements((Placement(placed_on=placed),), applied, CALENDAR)) is counts


@pytest.mark.rule("AGY-008", "AGY-013")
def test_no_regular_placement_refuses_the_seeker_service_and_leaves_the_other() -> None:
    seasonal = (Placement(placed_on=APPLIED, seasonal=True),)
    both = told(placements=seasonal)
    assert first_time(both, APPLIED, CALENDAR) is EligibilityRefusal.NO_REGULAR_PLACEMENT
    assert first_time(told(placements=seasonal, seeker_info=False), APPLIED, CALENDAR) is None


@pytest.mark.rule("AGY-013")
@pytest.mark.parametrize("kind", ApplicationKind)
@pytest.mark.parametrize("eligibility", [None, *EligibilityRefusal])
def test_only_a_renewal_without_a_regular_placement_leaves_the_withdrawal_alone(kind, eligibility) -> None:
    refused = Refused(why=ApplicationRefusal.NOT_ELIGIBLE, eligibility=eligibility)
    unmet = (kind, eligibility) == (ApplicationKind.RENEW, EligibilityRefusal.NO_REGULAR_PLACEMENT)
    assert is_unmet_renewal(kind, refused) is unmet


@pytest.mark.rule("AGY-004")
def test_one_service_at_least_is_asked_for() -> None:
    neither = told(job_info=False, seeker_info=False)
    assert first_time(neither, APPLIED, CALENDAR) is EligibilityRefusal.NO_SERVICE
    assert first_time(told(job_info=False), APPLIED, CALENDAR) is None


BOTH = frozenset(Service)
JOB = frozenset({Service.JOB_INFO})
UNIVERSITY = {"kind": AgencyKind.SCHOOL, "school": SchoolKind.UNIVERSITY}
RENEW, CHANGE = ApplicationKind.RENEW, ApplicationKind.CHANGE


@pytest.mark.rule("AGY-007", "AGY-008", "AGY-013")
@pytest.mark.parametrize(
    ("kind", "other", "held", "ground"),
    [
        (RENEW, {}, BOTH, None),
        (RENEW, {"placements": ()}, BOTH, EligibilityRefusal.NO_REGULAR_PLACEMENT),
        (RENEW, {"placements": (), "seeker_info": False}, BOTH, EligibilityRefusal.NO_REGULAR_PLACEMENT),
        (RENEW, {"seeker_info": False}, BOTH, EligibilityRefusal.SERVICE_DROPPED),
        (RENEW, {"seeker_info": False, **UNIVERSITY}, BOTH, EligibilityRefusal.SEEKER_INFO_NOT_FOR_SCHOOLS),
        (CHANGE, {"placements": ()}, BOTH, None),
        (CHANGE, {"seeker_info": False}, BOTH, EligibilityRefusal.SERVICE_DROPPED),
        (CHANGE, {"job_info": False}, BOTH, EligibilityRefusal.SERVICE_DROPPED),
        (CHANGE, {"seeker_info": False, **UNIVERSITY}, BOTH, EligibilityRefusal.SERVICE_DROPPED),
        (CHANGE, {"seeker_info": False, **UNIVERSITY}, JOB, None),
        (CHANGE, {"placements": ()}, JOB, EligibilityRefusal.NO_REGULAR_PLACEMENT),
        (CHANGE, {"seeker_info": False, "placements": ()}, JOB, None),
    ],
)
def test_a_renewal_is_of_the_seeker_service_and_no_service_is_given_up_by_the_way(
    kind: ApplicationKind, other: dict[str, Any], held: frozenset[Service], ground: EligibilityRefusal | None
) -> None:
    assert ground_against_eligibility_of(kind, told(**other), held, APPLIED, CALENDAR) is ground
