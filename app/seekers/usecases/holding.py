"""What an agency records on a record it holds, and its deletion (AGY-049, AGY-054, AGY-063 to -067, AGY-127)."""

from datetime import date, datetime

from sqlalchemy import delete

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.agencies.queries.mandatory_info import charges_seekers, takes_fees
from app.agencies.queries.paid_services import notified_services
from app.audit import effects as audit
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.seekers.effects.acquisitions import delete_acquisition, extend_kept_until, held_row
from app.seekers.effects.applications import count_application
from app.seekers.effects.telling import tell_deleted
from app.seekers.models.acquisitions import Acquisition, PaidServiceUse, PlacementFee
from app.seekers.queries.doors import why_closed
from app.seekers.queries.fees import fees_of
from app.seekers.queries.held import acquisition_facts
from app.seekers.queries.records import account_of
from app.seekers.rules.acquiring import (
    ground_against_acceptance,
    ground_against_application,
    ground_against_fee,
    ground_against_paid_service,
)
from app.seekers.terms.acquisitions import (
    AcceptanceRefusal,
    AgencyFacts,
    ApplicationRefusal,
    Fee,
    FeeRefusal,
    PaidServiceFacts,
    PaidServiceRefusal,
    PaidServiceTold,
)
from app.seekers.terms.records import DeletionReason


@db.write
@by_right
def record_application(
    agency_id: int, number: str, applied_on: date, *, by: Identity, now: datetime
) -> ApplicationRefusal | None:
    """Record that a seeker applied (求職申込み), open until it is accepted (AGY-065), and count it (AGY-126)."""
    row, agency = _held(agency_id, number, now)
    if row is None:
        return ApplicationRefusal.NOT_HELD
    applied = row.applied_on is not None
    facts, today = acquisition_facts(row), day_of(now)
    refusal = ground_against_application(facts, agency, applied_on=applied_on, is_applied=applied, today=today)
    if refusal is None:
        row.applied_on = applied_on
        count_application(agency_id, applied_on)
        _note("seekers.application_recorded", row, by, now)
    return refusal


@db.write
@by_right
def record_acceptance(
    agency_id: int, number: str, accepted_on: date, explained_on: date | None, *, by: Identity, now: datetime
) -> AcceptanceRefusal | None:
    """Record 求職受理 with the day the fees were explained; kept by the fiscal year from now on (AGY-054, AGY-066)."""
    row, agency = _held(agency_id, number, now)
    if row is None:
        return AcceptanceRefusal.NOT_HELD
    refusal = ground_against_acceptance(
        acquisition_facts(row),
        agency,
        applied_on=row.applied_on,
        accepted_on=accepted_on,
        explained_on=explained_on,
        today=day_of(now),
    )
    if refusal is None:
        extend_kept_until(row, accepted_on, explained_on=explained_on, by=by.account_id or 0)
        _note("seekers.accepted", row, by, now)
    return refusal


@db.write
@by_right
def record_paid_service(
    agency_id: int, number: str, told: PaidServiceTold, *, by: Identity, now: datetime
) -> PaidServiceRefusal | None:
    """Record a paid service for a seeker: notified before, explained, accepted, wished (AGY-063, AGY-067)."""
    row, _agency = _held(agency_id, number, now)
    if row is None:
        return PaidServiceRefusal.NOT_HELD
    if told.provided_on > day_of(now):
        return PaidServiceRefusal.IN_FUTURE
    notified = dict(enumerate(notified_services(agency_id))).get(told.place)
    days = {"explained_on": told.explained_on, "accepted_on": told.accepted_on, "provided_on": told.provided_on}
    since = notified.notified_on if notified else None
    refusal = ground_against_paid_service(PaidServiceFacts(notified_on=since, wished=told.wished, **days))
    if refusal is None and notified is not None:
        what = {"name": notified.service.name, "price": notified.service.price, "notified_on": since, "wished": True}
        entered = {"acquisition_id": row.id, "entered_at": now, "entered_by": by.account_id or 0}
        db.session.add(PaidServiceUse(**what, **days, **entered))
        _note("seekers.paid_service_recorded", row, by, now)
    return refusal


@db.write
@by_right
def record_fee(agency_id: int, number: str, fee: Fee, *, by: Identity, now: datetime) -> FeeRefusal | None:
    """Record a fee for placing a seeker, as the yearly report sums it (AGY-127)."""
    row, agency = _held(agency_id, number, now)
    if row is None:
        return FeeRefusal.NOT_HELD
    kept = [each for _, each in fees_of(row.id)]
    refusal = ground_against_fee(fee, acquisition_facts(row), agency, kept, today=day_of(now))
    if refusal is None:
        told = {"payer": fee.payer.value, "yen": fee.yen, "received_on": fee.received_on}
        entered = {"acquisition_id": row.id, "entered_at": now, "entered_by": by.account_id or 0}
        db.session.add(PlacementFee(agency_id=agency_id, **told, **entered))
        _note("seekers.fee_recorded", row, by, now)
    return refusal


@db.write
@by_right
def take_fee_back(agency_id: int, number: str, fee_id: int, *, by: Identity, now: datetime) -> FeeRefusal | None:
    """Take away an entry about a fee that was wrong; the audit keeps that it was there."""
    row, _agency = _held(agency_id, number, now)
    if row is None:
        return FeeRefusal.NOT_HELD
    own = delete(PlacementFee).where(PlacementFee.id == fee_id, PlacementFee.acquisition_id == row.id)
    if db.session.scalar(own.returning(PlacementFee.id)) is None:
        return FeeRefusal.NOT_RECORDED
    _note("seekers.fee_taken_back", row, by, now)
    return None


@db.write
@by_right
def delete_own(agency_id: int, number: str, *, by: Identity, now: datetime) -> bool:
    """Delete what the agency holds, as its seeker asked, and tell the seeker; False where it holds none (AGY-049)."""
    row, _agency = _held(agency_id, number, now)
    if row is None:
        return False
    delete_acquisition(row, DeletionReason.SEEKER, now)
    account_id = account_of(row.record_id)
    if account_id is not None:
        tell_deleted(account_id, agency_id, now)
    _note("seekers.deleted_by_agency", row, by, now)
    return True


def _held(agency_id: int, number: str, now: datetime) -> tuple[Acquisition | None, AgencyFacts]:
    """The living row, kept from changing, and what of the agency decides; the agency first (DESIGN 3.12)."""
    facts = AgencyFacts(
        stop_count=lock_agency(agency_id).stop_count,
        is_stopped=False,
        charges_seekers=charges_seekers(agency_id),
        takes_fees=takes_fees(agency_id),
    )
    return held_row(agency_id, number, day_of(now)) if why_closed(agency_id, now) is None else None, facts


def _note(act: str, row: Acquisition, by: Identity, now: datetime) -> None:
    audit.record(act, by=by, subject=f"acquisition:{row.number}", now=now)
