"""Operations add a pattern to the guard of messages, and end one (AGY-061)."""

from datetime import datetime

from sqlalchemy import update

from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import GuardPattern
from app.messages.queries.sending import guard_patterns
from app.messages.rules.guarding import ground_against_pattern
from app.messages.terms.guarding import PatternRefusal
from app.oversight.queries.authority import account_of, still_is


@db.write
def add_pattern(written: str, *, by: Identity, now: datetime) -> PatternRefusal | None:
    """Let every message from this commit on be read for a pattern too."""
    if not still_is(Role.OPERATIONS, by, now):
        return PatternRefusal.GRANT_ENDED
    ground = ground_against_pattern(written, guard_patterns())
    if ground is not None:
        return ground
    row = GuardPattern(pattern=written, added_at=now, added_by=account_of(by))
    db.session.add(row)
    db.session.flush()
    audit.record("messages.pattern_added", by=by, subject=f"guard_pattern:{row.id}", now=now)
    return None


@db.write
def end_pattern(pattern_id: int, *, by: Identity, now: datetime) -> PatternRefusal | None:
    """Read messages for a pattern no more; that it counted once stays known."""
    if not still_is(Role.OPERATIONS, by, now):
        return PatternRefusal.GRANT_ENDED
    counting = update(GuardPattern).where(GuardPattern.id == pattern_id, GuardPattern.ended_at.is_(None))
    ended = counting.values(ended_at=now, ended_by=account_of(by)).returning(GuardPattern.id)
    if db.session.scalar(ended) is None:
        return PatternRefusal.ENDED_ALREADY
    audit.record("messages.pattern_ended", by=by, subject=f"guard_pattern:{pattern_id}", now=now)
    return None
