"""Putting the filled document beside an application: an addition, the bureau enters the receipt (AGY-102, AGY-104)."""

from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.agencies.effects.uploads import keep_upload
from app.agencies.queries.applications import find_application
from app.agencies.rules.applications import ground_against_upload
from app.agencies.terms.applications import UploadRefusal
from app.agencies.terms.kinds import OPEN_STATES
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity


@db.write
@by_right
def upload_document(by: Identity, number: str, content: bytes, *, now: datetime) -> UploadRefusal | None:
    """Keep a filled document in place of one that was there; only while its application is open."""
    if by.agency_id is None or by.account_id is None:
        raise ValueError("only an account of an agency puts a document beside its application")
    lock_agency(by.agency_id)
    found = find_application(by.agency_id, number, now)
    if found is None or found.state not in OPEN_STATES:
        return UploadRefusal.NOT_OPEN
    refusal = ground_against_upload(content)
    if refusal is None:
        keep_upload(found.id, content, by=by.account_id, now=now)
        record("agencies.document_uploaded", by=by, subject=f"application:{number}", now=now)
    return refusal
