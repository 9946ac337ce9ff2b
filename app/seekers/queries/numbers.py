"""The numbers one agency knows records by (AGY-044): from a number to its record, and back."""

from collections.abc import Iterable

from sqlalchemy import select

from app.db import db
from app.seekers.models.acquisitions import Acquisition


def records_numbered(agency_id: int, number: str) -> tuple[int, ...]:
    """The record an agency acquired under this number, held still or not; none for another's number."""
    rows = select(Acquisition.record_id).where(Acquisition.agency_id == agency_id, Acquisition.number == number)
    return tuple(dict.fromkeys(db.session.scalars(rows.order_by(Acquisition.id))))


def numbers_of(agency_id: int, record_ids: Iterable[int]) -> dict[int, str]:
    """The agency's own numbers of records it acquired at any time."""
    rows = select(Acquisition.record_id, Acquisition.number).where(Acquisition.agency_id == agency_id)
    asked = rows.where(Acquisition.record_id.in_(list(record_ids))).order_by(Acquisition.id)
    return dict(db.session.execute(asked).all())
