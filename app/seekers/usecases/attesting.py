"""An agency says that its own copies of deleted records are deleted too (AGY-055, AGY-136)."""

from datetime import datetime

from sqlalchemy import insert, literal

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.seekers.models.acquisitions import AcquisitionDeletion, AttestedDeletion, DeletionAttestation
from app.seekers.queries.attesting import pending_attestation, unspoken_of
from app.seekers.rules.acquiring import ground_against_attestation
from app.seekers.terms.acquisitions import AttestationRefusal


class _DeletedSince(Exception):
    """A line of the log was committed between counting and writing."""


def attest_deletion(agency_id: int, *, seen: int, said: bool, by: Identity, now: datetime) -> AttestationRefusal | None:
    """Keep the agency's word on its copies of just the `seen` deletions it has not spoken of yet."""
    try:
        return _attest(agency_id, seen=seen, said=said, by=by, now=now)
    except _DeletedSince:
        return AttestationRefusal.DELETED_SINCE


@db.write
@by_right
def _attest(agency_id: int, *, seen: int, said: bool, by: Identity, now: datetime) -> AttestationRefusal | None:
    lock_agency(agency_id)
    refusal = ground_against_attestation(pending_attestation(agency_id), seen=seen, said=said)
    if refusal is not None:
        return refusal
    word = DeletionAttestation(agency_id=agency_id, records=seen, attested_at=now, attested_by=by.account_id or 0)
    db.session.add(word)
    db.session.flush()
    lines = unspoken_of(agency_id).with_only_columns(AcquisitionDeletion.id, literal(word.id))
    kept = insert(AttestedDeletion).from_select(["deletion_id", "attestation_id"], lines)
    if len(db.session.scalars(kept.returning(AttestedDeletion.deletion_id)).all()) != seen:
        raise _DeletedSince
    audit.record("seekers.copies_deleted", by=by, subject=f"agency:{agency_id}", now=now, detail={"records": seen})
    return None
