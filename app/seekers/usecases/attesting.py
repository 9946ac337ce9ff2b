"""An agency says that its own copies of deleted records are deleted too (AGY-055, AGY-136)."""

from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.seekers.models.acquisitions import DeletionAttestation
from app.seekers.queries.attesting import pending_attestation
from app.seekers.rules.acquiring import ground_against_attestation
from app.seekers.terms.acquisitions import AttestationRefusal


@db.write
def attest_deletion(agency_id: int, *, seen: int, said: bool, by: Identity, now: datetime) -> AttestationRefusal | None:
    """Keep the agency's word on its copies of the `seen` deletions it has not spoken of yet."""
    lock_agency(agency_id)
    pending = pending_attestation(agency_id)
    refusal = ground_against_attestation(pending.records, seen=seen, said=said)
    if refusal is None and pending.up_to_id is not None:
        spoken_of = {"up_to_id": pending.up_to_id, "records": pending.records}
        word = DeletionAttestation(agency_id=agency_id, **spoken_of, attested_at=now, attested_by=by.account_id or 0)
        db.session.add(word)
        db.session.flush()
        audit.record(
            "seekers.copies_deleted", by=by, subject=f"agency:{agency_id}", now=now, detail={"records": pending.records}
        )
    return refusal
