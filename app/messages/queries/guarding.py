"""Reading the patterns of operations."""

from sqlalchemy import select

from app.db import db
from app.messages.models.messages import GuardPattern
from app.messages.terms.guarding import PatternLine


def list_patterns() -> list[PatternLine]:
    """Every pattern: those that count first, the newest first."""
    rows = select(GuardPattern).order_by(GuardPattern.ended_at.is_not(None), GuardPattern.id.desc())
    return [
        PatternLine(id=row.id, pattern=row.pattern, added_at=row.added_at, added_by=row.added_by, ended_at=row.ended_at)
        for row in db.session.scalars(rows)
    ]


def pattern_is_there(pattern_id: int) -> bool:
    """Whether there is, or was, such a pattern."""
    return db.session.get(GuardPattern, pattern_id) is not None
