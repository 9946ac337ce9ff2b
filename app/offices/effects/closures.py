"""Shutting and opening by exception, and taking that back. Nothing here commits."""

from datetime import datetime

from app.db import db
from app.offices.models.offices import ClosureRow
from app.offices.terms import Closure


def add_closure(closure: Closure, *, by: str, now: datetime) -> int:
    """Write a closure or an extra opening; its id."""
    window = closure.window
    row = ClosureRow(
        office_id=closure.office_id,
        day=closure.day,
        kind=str(closure.kind),
        starts=window.start if window else None,
        ends=window.end if window else None,
        reason=closure.reason,
        set_by=by,
        set_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def lift_closure(closure_id: int, *, by: str, now: datetime) -> None:
    """Take back a closure or an extra opening; the row stays with who did it and when."""
    row = db.session.get_one(ClosureRow, closure_id)
    row.lifted_by, row.lifted_at = by, now
