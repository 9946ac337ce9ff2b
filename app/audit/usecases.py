"""Noting what was looked at, and sealing what was recorded."""

from datetime import datetime

from app.audit.effects import record
from app.audit.models import AuditSeal
from app.audit.queries import audit_key, events_between, last_seal, settled_until
from app.audit.rules import seal_of
from app.audit.terms import START, Seal
from app.db import claim, db
from app.kernel.roles import Identity

EVENTS_A_SEAL = 1000


@db.write
def note_view(
    act: str,
    *,
    by: Identity,
    subject: str,
    now: datetime,
    office_id: str | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    """Note that someone looked at a person's text, in a short transaction of its own.

    Call it before reading what is shown: it ends the read snapshot, and without the note nothing is shown.
    """
    record(act, by=by, subject=subject, now=now, office_id=office_id, detail=detail)


def seal_record(now: datetime) -> int:
    """Seal every settled event that is not sealed yet; how many (DESIGN 2, SECURITY I13)."""
    until, sealed = settled_until(), 0
    db.session.rollback()
    while count := _seal_next(until, now):
        sealed += count
    return sealed


@db.write
def _seal_next(until: int, now: datetime) -> int:
    last = last_seal()
    number, after, head = (last.number, last.last_id, last.digest) if last else (0, 0, START)
    events = events_between(after, until, EVENTS_A_SEAL)
    if not events:
        return 0
    seal = seal_of(audit_key(), events, number + 1, head)
    return len(events) if _keep(seal, now) else 0


def _keep(seal: Seal, now: datetime) -> bool:
    return claim(
        AuditSeal,
        number=seal.number,
        first_id=seal.first_id,
        last_id=seal.last_id,
        marks=seal.marks,
        previous=seal.previous,
        digest=seal.digest,
        sealed_at=now,
    )
