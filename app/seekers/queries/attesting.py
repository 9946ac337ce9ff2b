"""Reading what of the log of deletions an agency has not yet said of its own copies (AGY-055)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, select

from app.db import db
from app.seekers.models.acquisitions import AcquisitionDeletion, AttestedDeletion, DeletionAttestation

MOST = 20


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """That an agency deleted its own copies: of how many records, and when it said so."""

    records: int
    attested_at: datetime


def unspoken_of(agency_id: int) -> Select[tuple[int]]:
    """A SELECT of the lines of the log that an agency has not spoken of yet."""
    spoken_of = exists().where(AttestedDeletion.deletion_id == AcquisitionDeletion.id)
    return select(AcquisitionDeletion.id).where(AcquisitionDeletion.agency_id == agency_id, ~spoken_of)


def pending_attestation(agency_id: int) -> int:
    """Of how many deletions an agency has still to say that its own copies are deleted too."""
    return db.session.scalar(select(func.count()).select_from(unspoken_of(agency_id).subquery())) or 0


def attestations_of(agency_id: int) -> Sequence[Attestation]:
    """What an agency said of its own copies, the newest first."""
    rows = select(DeletionAttestation).where(DeletionAttestation.agency_id == agency_id)
    newest = db.session.scalars(rows.order_by(DeletionAttestation.id.desc()).limit(MOST))
    return [Attestation(records=row.records, attested_at=row.attested_at) for row in newest]
