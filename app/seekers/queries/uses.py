"""Reading the paid services an agency recorded for a seeker, and what it deleted (AGY-055, AGY-063)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.seekers.models.acquisitions import AcquisitionDeletion, PaidServiceUse
from app.seekers.terms.records import DeletionReason


@dataclass(frozen=True, kw_only=True)
class PaidUse:
    """A paid service that was given to a seeker."""

    name: str
    price: str
    explained_on: date
    accepted_on: date
    provided_on: date


@dataclass(frozen=True, kw_only=True)
class DeletionLine:
    """A line of the deletion log: number, reason, time."""

    id: int
    number: str
    reason: DeletionReason
    deleted_at: datetime


def paid_uses(acquisition_id: int) -> list[PaidUse]:
    """The paid services recorded on a held record, the newest first."""
    rows = select(PaidServiceUse).where(PaidServiceUse.acquisition_id == acquisition_id)
    newest = rows.order_by(PaidServiceUse.provided_on.desc(), PaidServiceUse.id.desc())
    return [
        PaidUse(**{name: getattr(row, name) for name in PaidUse.__dataclass_fields__})
        for row in db.session.scalars(newest)
    ]


def deletions_of(agency_id: int, *, limit: int | None = None, offset: int = 0) -> Sequence[DeletionLine]:
    """The deletion log of an agency, the newest first."""
    rows = select(AcquisitionDeletion).where(AcquisitionDeletion.agency_id == agency_id)
    newest = rows.order_by(AcquisitionDeletion.id.desc()).limit(limit).offset(offset)
    return [
        DeletionLine(id=row.id, number=row.number, reason=DeletionReason(row.reason), deleted_at=row.deleted_at)
        for row in db.session.scalars(newest)
    ]
