"""An application without its document is gone, and what was put beside it (AGY-099)."""

from datetime import datetime

from sqlalchemy import delete

from app.agencies.models.agencies import Application, ApplicationUpload
from app.agencies.terms.kinds import ApplicationState
from app.audit.effects import note_deletion
from app.db import db

LIMIT_OVER = "document limit over"


def expire_application(row: Application, at: datetime) -> None:
    """Delete what an application told, whose limit was over at `at`; number, kind and dates stay (AGY-099)."""
    row.state, row.is_open, row.settled_at = ApplicationState.EXPIRED.value, False, at
    row.particulars = None
    db.session.execute(delete(ApplicationUpload).where(ApplicationUpload.application_id == row.id))
    note_deletion("agency_application", f"application:{row.number}", reason=LIMIT_OVER, now=at)
    db.session.flush()
