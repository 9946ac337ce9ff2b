"""Reading what of the log of deletions an agency has not yet said of its own copies (AGY-055)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.db import db
from app.seekers.models.acquisitions import AcquisitionDeletion, DeletionAttestation

MOST = 20


@dataclass(frozen=True, kw_only=True)
class Pending:
    """How many deletions were not yet spoken of, and the last of them; None where there is none."""

    records: int
    up_to_id: int | None


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """That an agency deleted its own copies: of how many records, and when it said so."""

    records: int
    attested_at: datetime


def pending_attestation(agency_id: int) -> Pending:
    """What an agency has still to say of its own copies."""
    last = select(func.coalesce(func.max(DeletionAttestation.up_to_id), 0))
    spoken_of = last.where(DeletionAttestation.agency_id == agency_id).scalar_subquery()
    counted = select(func.count(), func.max(AcquisitionDeletion.id))
    own = counted.where(AcquisitionDeletion.agency_id == agency_id, AcquisitionDeletion.id > spoken_of)
    records, up_to_id = db.session.execute(own).one()
    return Pending(records=records, up_to_id=up_to_id)


def attestations_of(agency_id: int) -> Sequence[Attestation]:
    """What an agency said of its own copies, the newest first."""
    rows = select(DeletionAttestation).where(DeletionAttestation.agency_id == agency_id)
    newest = db.session.scalars(rows.order_by(DeletionAttestation.id.desc()).limit(MOST))
    return [Attestation(records=row.records, attested_at=row.attested_at) for row in newest]
