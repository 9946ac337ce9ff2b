"""Posting a notice of the ministry on every agency's first page, and taking it back (AGY-138, AGY-142)."""

from datetime import datetime

from sqlalchemy import update

from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity, Role
from app.oversight.effects.notices import add_notice
from app.oversight.models.records import MinistryNotice
from app.oversight.queries.authority import account_of, still_is
from app.oversight.terms.notices import NoticeRefusal


@db.write
def post_notice(title: str, body: str, *, by: Identity, now: datetime) -> NoticeRefusal | None:
    """Let a notice stand on the first page of every agency from this commit on."""
    if not still_is(Role.MINISTRY, by, now):
        return NoticeRefusal.GRANT_ENDED
    number = add_notice(title, body, by=account_of(by), now=now)
    audit.record("oversight.notice_posted", by=by, subject=f"notice:{number}", now=now)
    return None


@db.write
def withdraw_notice(number: str, *, by: Identity, now: datetime) -> NoticeRefusal | None:
    """Take a notice off the pages; that it stood there is kept."""
    if not still_is(Role.MINISTRY, by, now):
        return NoticeRefusal.GRANT_ENDED
    there = update(MinistryNotice).where(MinistryNotice.number == number, MinistryNotice.withdrawn_at.is_(None))
    if not db.session.execute(there.values(withdrawn_at=now, withdrawn_by=account_of(by))).rowcount:  # type: ignore[attr-defined]
        return NoticeRefusal.WITHDRAWN_ALREADY
    audit.record("oversight.notice_withdrawn", by=by, subject=f"notice:{number}", now=now)
    return None
