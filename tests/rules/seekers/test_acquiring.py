"""Until when an agency holds a record, and what it may record about it (AGY-049 to -055, -063 to -067)."""

from datetime import UTC, date, datetime

import pytest

from app.seekers.rules.acquiring import (
    ground_against_acceptance,
    ground_against_acquisition,
    ground_against_application,
    ground_against_attestation,
    ground_against_fee,
    ground_against_paid_service,
    reason_of_deletion,
    state_at,
)
from app.seekers.terms.acquisitions import (
    AcceptanceRefusal,
    AcquisitionFacts,
    AcquisitionRefusal,
    AcquisitionState,
    AgencyFacts,
    ApplicationRefusal,
    AttestationRefusal,
    Fee,
    FeeRefusal,
    PaidServiceFacts,
    PaidServiceRefusal,
    Payer,
)
from app.seekers.terms.records import DeletionReason

RUNNING = AgencyFacts(stop_count=0, is_stopped=False)
CHARGING = AgencyFacts(stop_count=0, is_stopped=False, charges_seekers=True)
FACT_FINDING = AgencyFacts(stop_count=0, is_stopped=True)
LIFTED_LATER = AgencyFacts(stop_count=1, is_stopped=False)
LAST = date(2026, 3, 31)
GONE = datetime(2026, 2, 1, tzinfo=UTC)


def held(**other: object) -> AcquisitionFacts:
    """Acquired on 15 January 2026, kept until 31 March."""
    return AcquisitionFacts(**{"acquired_on": date(2026, 1, 15), "kept_until": LAST, "stop_count": 0, **other})


@pytest.mark.rule("AGY-053", "AGY-054")
@pytest.mark.parametrize(
    ("today", "facts", "state", "reason"),
    [
        (date(2026, 3, 30), held(), AcquisitionState.ACQUIRED, None),
        (LAST, held(), AcquisitionState.ACQUIRED, None),
        (date(2026, 4, 1), held(), AcquisitionState.DELETED, DeletionReason.TERM),
        (
            date(2027, 3, 31),
            held(accepted_on=date(2026, 2, 1), kept_until=date(2027, 3, 31)),
            AcquisitionState.ACCEPTED,
            None,
        ),
        (
            date(2027, 4, 1),
            held(accepted_on=date(2026, 2, 1), kept_until=date(2027, 3, 31)),
            AcquisitionState.DELETED,
            DeletionReason.FISCAL_YEAR,
        ),
    ],
)
def test_past_its_day_a_record_is_gone_without_any_routine(
    today: date, facts: AcquisitionFacts, state: AcquisitionState, reason: DeletionReason | None
) -> None:
    assert state_at(facts, RUNNING, today) is state
    assert reason_of_deletion(facts, RUNNING, today) is reason


@pytest.mark.rule("AGY-055")
def test_a_lifted_stop_brings_nothing_back_and_fact_finding_only_hides() -> None:
    assert state_at(held(), LIFTED_LATER, LAST) is AcquisitionState.DELETED
    assert reason_of_deletion(held(), LIFTED_LATER, LAST) is DeletionReason.STOP_OF_USE
    assert state_at(held(), FACT_FINDING, LAST) is AcquisitionState.HIDDEN
    assert state_at(held(accepted_on=date(2026, 2, 1)), LIFTED_LATER, LAST) is AcquisitionState.DELETED


@pytest.mark.rule("AGY-049", "AGY-050")
def test_what_was_deleted_stays_deleted() -> None:
    assert state_at(held(deleted_at=GONE), RUNNING, date(2026, 1, 20)) is AcquisitionState.DELETED


@pytest.mark.rule("AGY-064", "AGY-066")
@pytest.mark.parametrize(
    ("facts", "agency", "accepted", "explained", "ground"),
    [
        (held(), RUNNING, date(2026, 2, 1), None, None),
        (held(), CHARGING, date(2026, 2, 1), None, AcceptanceRefusal.FEE_NOT_EXPLAINED),
        (held(), CHARGING, date(2026, 2, 1), date(2026, 2, 2), AcceptanceRefusal.FEE_NOT_EXPLAINED),
        (held(), CHARGING, date(2026, 2, 1), date(2026, 2, 1), None),
        (held(), CHARGING, date(2026, 2, 1), date(2026, 1, 31), None),
        (held(), RUNNING, date(2026, 1, 14), None, AcceptanceRefusal.BEFORE_ACQUISITION),
        (held(), RUNNING, date(2026, 1, 15), None, None),
        (held(), RUNNING, date(2026, 2, 11), None, AcceptanceRefusal.IN_FUTURE),
        (held(accepted_on=date(2026, 2, 1)), RUNNING, date(2026, 2, 2), None, AcceptanceRefusal.ALREADY_ACCEPTED),
        (held(deleted_at=GONE), RUNNING, date(2026, 2, 1), None, AcceptanceRefusal.NOT_HELD),
        (held(), FACT_FINDING, date(2026, 2, 1), None, AcceptanceRefusal.NOT_HELD),
        (held(), LIFTED_LATER, date(2026, 2, 1), None, AcceptanceRefusal.NOT_HELD),
    ],
)
def test_an_acceptance_comes_after_the_explanation_of_the_fee(
    facts: AcquisitionFacts,
    agency: AgencyFacts,
    accepted: date,
    explained: date | None,
    ground: AcceptanceRefusal | None,
) -> None:
    today = date(2026, 2, 10)
    days = {"applied_on": date(2026, 1, 15), "accepted_on": accepted, "explained_on": explained, "today": today}
    assert ground_against_acceptance(facts, agency, **days) is ground


@pytest.mark.rule("AGY-065")
@pytest.mark.parametrize(
    ("facts", "applied_on", "is_applied", "ground"),
    [
        (held(), date(2026, 1, 15), False, None),
        (held(), date(2026, 2, 10), False, None),
        (held(), date(2026, 2, 11), False, ApplicationRefusal.IN_FUTURE),
        (held(), date(2026, 1, 14), False, ApplicationRefusal.BEFORE_ACQUISITION),
        (held(), date(2026, 2, 1), True, ApplicationRefusal.ALREADY_APPLIED),
        (held(accepted_on=date(2026, 2, 1)), date(2026, 2, 1), False, ApplicationRefusal.ALREADY_APPLIED),
        (held(deleted_at=GONE), date(2026, 2, 1), False, ApplicationRefusal.NOT_HELD),
    ],
)
def test_an_application_is_recorded_once_and_waits_for_its_acceptance(
    facts: AcquisitionFacts, applied_on: date, is_applied: bool, ground: ApplicationRefusal | None
) -> None:
    told = {"applied_on": applied_on, "is_applied": is_applied, "today": date(2026, 2, 10)}
    assert ground_against_application(facts, RUNNING, **told) is ground


@pytest.mark.rule("AGY-065")
def test_nothing_is_accepted_that_was_not_applied_for() -> None:
    days = {"accepted_on": date(2026, 2, 1), "explained_on": None, "today": date(2026, 2, 10)}
    assert ground_against_acceptance(held(), RUNNING, applied_on=None, **days) is AcceptanceRefusal.NOT_APPLIED
    later = ground_against_acceptance(held(), RUNNING, applied_on=date(2026, 2, 2), **days)
    assert later is AcceptanceRefusal.BEFORE_ACQUISITION


@pytest.mark.rule("AGY-045")
@pytest.mark.parametrize(
    ("numbers", "purpose", "ground"),
    [
        (["Q1"], "own_placement", None),
        (["Q1"], "", AcquisitionRefusal.PURPOSE_NOT_GIVEN),
        (["Q1"], "sales", AcquisitionRefusal.PURPOSE_NOT_GIVEN),
        ([], "own_placement", AcquisitionRefusal.NOTHING_CHOSEN),
    ],
)
def test_records_are_acquired_for_own_placement_only(
    numbers: list[str], purpose: str, ground: AcquisitionRefusal | None
) -> None:
    assert ground_against_acquisition(numbers, purpose) is ground


@pytest.mark.rule("AGY-063", "AGY-067")
@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({}, None),
        ({"notified_on": None}, PaidServiceRefusal.NOT_NOTIFIED),
        ({"notified_on": date(2026, 5, 13)}, PaidServiceRefusal.NOTIFIED_LATER),
        ({"notified_on": date(2026, 5, 12)}, None),
        ({"explained_on": None}, PaidServiceRefusal.NOT_EXPLAINED),
        ({"explained_on": date(2026, 5, 14)}, PaidServiceRefusal.NOT_EXPLAINED),
        ({"accepted_on": None}, PaidServiceRefusal.NOT_ACCEPTED),
        ({"accepted_on": date(2026, 5, 14)}, PaidServiceRefusal.NOT_ACCEPTED),
        ({"accepted_on": date(2026, 5, 13)}, None),
        ({"wished": False}, PaidServiceRefusal.NOT_WISHED),
    ],
)
def test_a_paid_service_is_notified_explained_accepted_and_wished(
    changed: dict[str, object], ground: PaidServiceRefusal | None
) -> None:
    facts = {
        "notified_on": date(2026, 4, 1),
        "explained_on": date(2026, 5, 10),
        "accepted_on": date(2026, 5, 11),
        "provided_on": date(2026, 5, 13),
        "wished": True,
    }
    assert ground_against_paid_service(PaidServiceFacts(**{**facts, **changed})) is ground


TAKES_FEES = AgencyFacts(stop_count=0, is_stopped=False, takes_fees=True)
ACCEPTED = held(accepted_on=date(2026, 2, 10), kept_until=date(2027, 3, 31))
TEN_THOUSAND = Fee(payer=Payer.EMPLOYER, yen=10_000, received_on=date(2026, 3, 1))


@pytest.mark.rule("AGY-127")
@pytest.mark.parametrize(
    ("facts", "agency", "kept", "today", "ground"),
    [
        (ACCEPTED, TAKES_FEES, [], date(2026, 3, 1), None),
        (ACCEPTED, RUNNING, [], date(2026, 3, 1), FeeRefusal.TAKES_NO_FEES),
        (held(), TAKES_FEES, [], date(2026, 3, 1), FeeRefusal.NOT_YET_ACCEPTED),
        (ACCEPTED, TAKES_FEES, [], date(2026, 2, 28), FeeRefusal.IN_FUTURE),
        (ACCEPTED, TAKES_FEES, [], date(2027, 4, 1), FeeRefusal.NOT_HELD),
        (ACCEPTED, TAKES_FEES, [TEN_THOUSAND], date(2026, 3, 1), FeeRefusal.ALREADY_RECORDED),
        (
            held(accepted_on=date(2026, 3, 2), kept_until=date(2027, 3, 31)),
            TAKES_FEES,
            [],
            date(2026, 3, 3),
            FeeRefusal.BEFORE_ACCEPTANCE,
        ),
    ],
)
def test_a_fee_is_kept_once_for_an_accepted_seeker_by_who_takes_fees(
    facts: AcquisitionFacts, agency: AgencyFacts, kept: list[Fee], today: date, ground: FeeRefusal | None
) -> None:
    assert ground_against_fee(TEN_THOUSAND, facts, agency, kept, today=today) is ground


@pytest.mark.rule("AGY-055")
@pytest.mark.parametrize(
    ("pending", "seen", "said", "ground"),
    [
        (2, 2, True, None),
        (2, 2, False, AttestationRefusal.NOT_SAID),
        (0, 0, True, AttestationRefusal.NOTHING_DELETED),
        (3, 2, True, AttestationRefusal.DELETED_SINCE),
        (1, 2, True, AttestationRefusal.DELETED_SINCE),
    ],
)
def test_an_agency_speaks_of_its_copies_of_just_what_it_has_seen(
    pending: int, seen: int, said: bool, ground: AttestationRefusal | None
) -> None:
    assert ground_against_attestation(pending, seen=seen, said=said) is ground
