"""Keeping why the desk made an exception from what holds in principle (Q-02), inside somebody's transaction."""

from datetime import datetime

from app.db import db
from app.desk.models.notes import DeskNote
from app.desk.terms.notes import NoteKind


def keep_reason(booking_id: int, reason: str, *, by: int, now: datetime) -> None:
    """Put a folded reason beside the booking as 申し送り, for everybody of the office."""
    db.session.add(
        DeskNote(
            booking_id=booking_id,
            kind=NoteKind.HANDOVER.value,
            author_id=by,
            text=f"原則の例外として受け付けた理由：{reason}",
            written_at=now,
        )
    )
