"""Keeping the filled document beside its application."""

import base64
import hashlib
from datetime import datetime

from app.agencies.models.agencies import ApplicationUpload
from app.db import db


def keep_upload(application_id: int, content: bytes, *, by: int, now: datetime) -> None:
    """Put the filled document beside an application, in place of one that was there."""
    row = db.session.get(ApplicationUpload, application_id)
    if row is None:
        row = ApplicationUpload(application_id=application_id)
        db.session.add(row)
    row.content, row.size = base64.b64encode(content).decode(), len(content)
    row.sha256 = hashlib.sha256(content).hexdigest()
    row.uploaded_at, row.uploaded_by = now, by
    db.session.flush()
