"""Reading one's own record, and who holds it; nobody else's is ever read here."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.agencies.queries.participation import find_standing
from app.agencies.terms.participation import ParticipationState
from app.db import db
from app.kernel.moments import day_of
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerRecord
from app.seekers.queries.held import acquisition_facts
from app.seekers.queries.invitees import offer_facts
from app.seekers.queries.records import profiles_of
from app.seekers.rules.acquiring import state_at
from app.seekers.rules.offering import state_of
from app.seekers.terms.acquisitions import AcquisitionState, AgencyFacts
from app.seekers.terms.records import OfferState, SeekerProfile


@dataclass(frozen=True, kw_only=True)
class OwnRecord:
    """A seeker's record as its page shows it."""

    record_id: int
    profile: SeekerProfile
    state: OfferState
    offered_at: datetime
    valid_until: date
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Holder:
    """An agency that holds the record: since when, until when, and whether it accepted the seeker."""

    code: str
    name: str
    acquired_on: date
    kept_until: date
    accepted_on: date | None
    is_hidden: bool


def find_own(account_id: int) -> int | None:
    """The id of an account's record."""
    return db.session.scalar(select(SeekerRecord.id).where(SeekerRecord.account_id == account_id))


def find_unclaimed(index: str | None) -> int | None:
    """The record imported under a number that no account has yet."""
    numbered = select(SeekerRecord.id).where(SeekerRecord.seeker_index == index, SeekerRecord.account_id.is_(None))
    return db.session.scalar(numbered) if index else None


def is_number_free(index: str) -> bool:
    """Whether no record stands under a number."""
    return db.session.scalar(select(SeekerRecord.id).where(SeekerRecord.seeker_index == index)) is None


def own_record(account_id: int, now: datetime) -> OwnRecord | None:
    """The record of an account, as it is at `now`."""
    row = db.session.scalar(select(SeekerRecord).where(SeekerRecord.account_id == account_id))
    if row is None:
        return None
    return OwnRecord(
        record_id=row.id,
        profile=profiles_of([row.id])[row.id],
        state=state_of(offer_facts(row), now),
        offered_at=row.offered_at,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
    )


def holders_of(record_id: int, now: datetime) -> tuple[Holder, ...]:
    """Which agencies hold a record at `now`, the latest first; none whose copy is gone by itself (AGY-053 to -055)."""
    rows = db.session.scalars(
        select(Acquisition)
        .where(Acquisition.record_id == record_id, Acquisition.deleted_at.is_(None))
        .order_by(Acquisition.acquired_at.desc(), Acquisition.id.desc())
    )
    return tuple(holder for row in rows if (holder := _holder(row, now)) is not None)


def has_held(record_id: int, agency_id: int) -> bool:
    """Whether an agency holds a record or held it once."""
    held = select(Acquisition.id).where(Acquisition.record_id == record_id, Acquisition.agency_id == agency_id)
    return db.session.scalars(held.limit(1)).first() is not None


def _holder(row: Acquisition, now: datetime) -> Holder | None:
    standing = find_standing(row.agency_id, now)
    if standing is None:
        return None
    stopped = standing.state is ParticipationState.SUSPENDED
    agency = AgencyFacts(stop_count=standing.stop_count, is_stopped=stopped)
    state = state_at(acquisition_facts(row), agency, day_of(now))
    if state is AcquisitionState.DELETED:
        return None
    return Holder(
        code=standing.code,
        name=standing.name,
        acquired_on=row.acquired_on,
        kept_until=row.kept_until,
        accepted_on=row.accepted_on,
        is_hidden=state is AcquisitionState.HIDDEN,
    )
