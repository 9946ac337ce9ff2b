"""An application without its document is gone, and what was put beside it (AGY-099)."""

from datetime import datetime

from sqlalchemy import delete, select

from app.agencies.models.agencies import Application, ApplicationUpload
from app.agencies.terms.kinds import ApplicationState
from app.audit.effects import note_deletion
from app.db import db

LIMIT_OVER = "document limit over"


def expire_application(row: Application, at: datetime) -> None:
    """Delete what an application told, whose limit was over at `at`; number, kind and dates stay (AGY-099)."""
    _empty(row, at)
    note_deletion("agency_application", f"application:{row.number}", reason=LIMIT_OVER, now=at)
    db.session.flush()


def empty_application(number: str, at: datetime) -> bool:
    """Delete again what an older copy of the database brought back; False where it holds nothing of it."""
    row = db.session.scalars(select(Application).filter_by(number=number, is_open=True)).first()
    if row is not None:
        _empty(row, at)
        db.session.flush()
    return row is not None


def _empty(row: Application, at: datetime) -> None:
    row.state, row.is_open, row.settled_at = ApplicationState.EXPIRED.value, False, at
    row.particulars = None
    db.session.execute(delete(ApplicationUpload).where(ApplicationUpload.application_id == row.id))
