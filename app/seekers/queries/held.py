"""Reading what an agency holds: living rows only, so that what is past its day is gone by itself (DESIGN 3.11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, Select, and_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.agencies.queries.participation import stop_count_of
from app.db import db
from app.seekers.models.acquisitions import Acquisition
from app.seekers.queries.records import read
from app.seekers.rules.acquiring import state_at
from app.seekers.terms.acquisitions import AcquisitionFacts, AcquisitionState, AgencyFacts
from app.seekers.terms.records import SeekerProfile

KEPT = aliased(Acquisition)
"""Made once: making an alias costs more than running what it stands in."""


@dataclass(frozen=True, kw_only=True)
class HeldRecord:
    """A record as an agency holds it: what it saw when it acquired it, since when, until when, what came of it."""

    acquisition_id: int
    record_id: int
    number: str
    profile: SeekerProfile
    acquired_at: datetime
    acquired_by: int
    facts: AcquisitionFacts
    state: AcquisitionState
    applied_on: date | None
    explained_on: date | None


def held_ids(agency_id: int, today: date, numbers: Iterable[str] | None = None) -> dict[str, int]:
    """The agency's own numbers of what it holds on a JST day, each with its record; those of `numbers` only.

    Deleted, past its day, or from before a stop of use: not held (AGY-053 to -055). That the seeker service is open
    to the agency at all is asked at its doors.
    """
    asked = living(agency_id, today)
    if numbers is not None:
        asked = asked.where(Acquisition.number.in_(sorted(set(numbers))))
    rows = db.session.execute(asked.with_only_columns(Acquisition.number, Acquisition.record_id))
    return dict(rows.all())


def list_held(agency_id: int, today: date, *, limit: int, offset: int = 0) -> Sequence[HeldRecord]:
    """What an agency holds, what is deleted first coming first."""
    rows = living(agency_id, today).order_by(None).order_by(Acquisition.kept_until, Acquisition.id)
    return [held_record(row) for row in db.session.scalars(rows.limit(limit).offset(offset))]


def find_held(agency_id: int, number: str, today: date) -> HeldRecord | None:
    """One of what an agency holds, by its own number; None for another's, for a deleted one and for none."""
    row = db.session.scalars(living(agency_id, today).where(Acquisition.number == number)).first()
    return held_record(row) if row else None


def living(agency_id: int, today: date) -> Select[tuple[Acquisition]]:
    """The rows that `state_at` calls acquired or accepted for an agency that is not stopped (DESIGN 3.11)."""
    return select(Acquisition).where(Acquisition.agency_id == agency_id, lives(today)).order_by(Acquisition.id)


def lives(today: date) -> ColumnElement[bool]:
    """The same of any agency's row: neither deleted, nor past its day, nor from before a stop of use."""
    since_stop = Acquisition.stop_count == stop_count_of(Acquisition.agency_id)
    return and_(Acquisition.deleted_at.is_(None), Acquisition.kept_until >= today, since_stop)


def is_kept(acquisition_id: InstrumentedAttribute[int], today: date | BindParameter[date]) -> ColumnElement[bool]:
    """What an acquisition says on a JST day, for the database: neither deleted nor past its day (AGY-049 to -054).

    Looked up row by row: of an EXISTS PostgreSQL would read the whole table, for a page of twenty too.
    """
    kept = select(KEPT.id).where(KEPT.id == acquisition_id, KEPT.deleted_at.is_(None), KEPT.kept_until >= today)
    return kept.scalar_subquery().is_not(None)


def held_record(row: Acquisition) -> HeldRecord:
    """A living row as pages show it."""
    facts = acquisition_facts(row)
    agency = AgencyFacts(stop_count=row.stop_count, is_stopped=False)
    return HeldRecord(
        acquisition_id=row.id,
        record_id=row.record_id,
        number=row.number,
        profile=read(row.profile or ""),
        acquired_at=row.acquired_at,
        acquired_by=row.acquired_by,
        facts=facts,
        state=state_at(facts, agency, facts.acquired_on),
        applied_on=row.applied_on,
        explained_on=row.explained_on,
    )


def acquisition_facts(row: Acquisition) -> AcquisitionFacts:
    """A row as the rules see it."""
    return AcquisitionFacts(
        acquired_on=row.acquired_on,
        kept_until=row.kept_until,
        stop_count=row.stop_count,
        accepted_on=row.accepted_on,
        deleted_at=row.deleted_at,
    )
