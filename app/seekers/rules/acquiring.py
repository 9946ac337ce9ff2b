"""What an agency holds: until when it sees it, and what it may record about it (AGY-049 to -055, -063 to -067)."""

from collections.abc import Collection, Sequence
from datetime import date

from app.seekers.terms.acquisitions import (
    OWN_PLACEMENT,
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
)
from app.seekers.terms.records import DeletionReason


def state_at(facts: AcquisitionFacts, agency: AgencyFacts, today: date) -> AcquisitionState:
    """What an acquired record is on a JST day, whether or not a routine has run (DESIGN 3.11).

    Past its day (AGY-053, AGY-054), deleted, or acquired before a stop of use (AGY-055): deleted. While a stop lasts
    that deletes nothing, it is hidden (Q-29).
    """
    if facts.deleted_at is not None or today > facts.kept_until or facts.stop_count != agency.stop_count:
        return AcquisitionState.DELETED
    if agency.is_stopped:
        return AcquisitionState.HIDDEN
    return AcquisitionState.ACCEPTED if facts.accepted_on is not None else AcquisitionState.ACQUIRED


def reason_of_deletion(facts: AcquisitionFacts, agency: AgencyFacts, today: date) -> DeletionReason | None:
    """Why a record that nobody deleted is gone by itself: stop of use, or its day; None while it is kept."""
    if facts.stop_count != agency.stop_count:
        return DeletionReason.STOP_OF_USE
    if today <= facts.kept_until:
        return None
    return DeletionReason.TERM if facts.accepted_on is None else DeletionReason.FISCAL_YEAR


def ground_against_acquisition(numbers: Sequence[str], purpose: str) -> AcquisitionRefusal | None:
    """Why nothing is acquired: nobody ticked, or not for the agency's own placement, the only purpose (AGY-045)."""
    if not numbers:
        return AcquisitionRefusal.NOTHING_CHOSEN
    return None if purpose == OWN_PLACEMENT else AcquisitionRefusal.PURPOSE_NOT_GIVEN


def ground_against_application(
    facts: AcquisitionFacts, agency: AgencyFacts, *, applied_on: date, is_applied: bool, today: date
) -> ApplicationRefusal | None:
    """Why an application is not recorded; one that is there waits for its acceptance, never for a refusal (AGY-065)."""
    state = state_at(facts, agency, today)
    if state in (AcquisitionState.DELETED, AcquisitionState.HIDDEN):
        return ApplicationRefusal.NOT_HELD
    if is_applied or state is AcquisitionState.ACCEPTED:
        return ApplicationRefusal.ALREADY_APPLIED
    if applied_on < facts.acquired_on:
        return ApplicationRefusal.BEFORE_ACQUISITION
    return ApplicationRefusal.IN_FUTURE if applied_on > today else None


def ground_against_acceptance(
    facts: AcquisitionFacts,
    agency: AgencyFacts,
    *,
    applied_on: date | None,
    accepted_on: date,
    explained_on: date | None,
    today: date,
) -> AcceptanceRefusal | None:
    """Why an acceptance is not recorded (AGY-064, AGY-066): the fee must be explained not later than it."""
    state = state_at(facts, agency, today)
    if state is AcquisitionState.ACCEPTED:
        return AcceptanceRefusal.ALREADY_ACCEPTED
    if state is not AcquisitionState.ACQUIRED:
        return AcceptanceRefusal.NOT_HELD
    if applied_on is None:
        return AcceptanceRefusal.NOT_APPLIED
    if accepted_on < max(facts.acquired_on, applied_on):
        return AcceptanceRefusal.BEFORE_ACQUISITION
    if accepted_on > today:
        return AcceptanceRefusal.IN_FUTURE
    explained = explained_on is not None and explained_on <= accepted_on
    return AcceptanceRefusal.FEE_NOT_EXPLAINED if agency.charges_seekers and not explained else None


def ground_against_paid_service(facts: PaidServiceFacts) -> PaidServiceRefusal | None:
    """Why a paid service is not recorded: only as notified before, explained, accepted and wished (AGY-063, -067)."""
    if facts.notified_on is None:
        return PaidServiceRefusal.NOT_NOTIFIED
    if facts.notified_on >= facts.provided_on:
        return PaidServiceRefusal.NOTIFIED_LATER
    if facts.explained_on is None or facts.explained_on > facts.provided_on:
        return PaidServiceRefusal.NOT_EXPLAINED
    if facts.accepted_on is None or facts.accepted_on > facts.provided_on:
        return PaidServiceRefusal.NOT_ACCEPTED
    return None if facts.wished else PaidServiceRefusal.NOT_WISHED


def ground_against_fee(
    fee: Fee, facts: AcquisitionFacts, agency: AgencyFacts, kept: Collection[Fee], *, today: date
) -> FeeRefusal | None:
    """Why a fee is not kept for the yearly report (AGY-127): of an accepted seeker, by who takes fees, and once."""
    if not agency.takes_fees:
        return FeeRefusal.TAKES_NO_FEES
    state = state_at(facts, agency, today)
    if state is AcquisitionState.ACQUIRED or facts.accepted_on is None:
        return FeeRefusal.NOT_YET_ACCEPTED
    if state is not AcquisitionState.ACCEPTED:
        return FeeRefusal.NOT_HELD
    if fee.received_on > today:
        return FeeRefusal.IN_FUTURE
    if fee.received_on < facts.accepted_on:
        return FeeRefusal.BEFORE_ACCEPTANCE
    return FeeRefusal.ALREADY_RECORDED if fee in kept else None


def ground_against_attestation(pending: int, *, seen: int, said: bool) -> AttestationRefusal | None:
    """Why an agency's word on its own copies is not kept (AGY-055): it says it of just the deletions it has seen."""
    if not said:
        return AttestationRefusal.NOT_SAID
    if pending == 0:
        return AttestationRefusal.NOTHING_DELETED
    return None if pending == seen else AttestationRefusal.DELETED_SINCE
