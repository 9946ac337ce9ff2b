"""Stopping the information service at once, and taking it up again (AGY-121)."""

from datetime import datetime

from sqlalchemy import update

from app.audit import effects as audit
from app.db import claim, db
from app.kernel.roles import Identity, Role
from app.oversight.models.records import UrgentStop
from app.oversight.queries.authority import account_of, still_is
from app.oversight.terms.stops import StopRefusal


@db.write
def begin_urgent_stop(reason: str, *, by: Identity, now: datetime) -> StopRefusal | None:
    """Close the information service for everybody from this commit on, without prior notice."""
    if not still_is(Role.OPERATIONS, by, now):
        return StopRefusal.GRANT_ENDED
    if not claim(UrgentStop, reason=reason, begun_at=now, begun_by=account_of(by)):
        return StopRefusal.ALREADY_STOPPED
    audit.record("oversight.service_stopped", by=by, subject="service:info_service", now=now)
    return None


@db.write
def end_urgent_stop(*, by: Identity, now: datetime) -> StopRefusal | None:
    """Let the service run again; the regular stops stay."""
    if not still_is(Role.OPERATIONS, by, now):
        return StopRefusal.GRANT_ENDED
    running = update(UrgentStop).where(UrgentStop.ended_at.is_(None))
    if not db.session.execute(running.values(ended_at=now, ended_by=account_of(by))).rowcount:  # type: ignore[attr-defined]
        return StopRefusal.NOT_STOPPED
    audit.record("oversight.service_resumed", by=by, subject="service:info_service", now=now)
    return None
