"""Reading the paid services an agency recorded for a seeker, and what it deleted (AGY-055, AGY-063)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, case, func, select

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


def sizes_of_log(agency_id: int) -> tuple[int, int]:
    """How many lines of an agency's log have their time, and how many a block deleted."""
    blocked = case((AcquisitionDeletion.reason == DeletionReason.BLOCK.value, 1))
    every, refused = db.session.execute(_log_of(agency_id).with_only_columns(func.count(), func.count(blocked))).one()
    return every - refused, refused


def deletions_of(agency_id: int, *, limit: int, after: int = 0) -> Sequence[DeletionLine]:
    """The deletion log of an agency, the newest first, but for what a block deleted; so many are `after` others."""
    rows = _log_of(agency_id).where(AcquisitionDeletion.reason != DeletionReason.BLOCK.value)
    newest = rows.order_by(AcquisitionDeletion.id.desc()).offset(after).limit(limit)
    return [
        DeletionLine(number=row.number, reason=DeletionReason(row.reason), deleted_at=row.deleted_at)
        for row in db.session.scalars(newest)
    ]


def numbers_refused(agency_id: int, *, limit: int, after: int = 0) -> Sequence[str]:
    """The numbers of what seekers' blocks deleted, in their own order: neither time nor place tells when (AGY-050)."""
    rows = _log_of(agency_id).where(AcquisitionDeletion.reason == DeletionReason.BLOCK.value)
    numbers = rows.with_only_columns(AcquisitionDeletion.number).order_by(AcquisitionDeletion.number)
    return db.session.scalars(numbers.offset(after).limit(limit)).all()


def _log_of(agency_id: int) -> Select[tuple[AcquisitionDeletion]]:
    return select(AcquisitionDeletion).where(AcquisitionDeletion.agency_id == agency_id)
