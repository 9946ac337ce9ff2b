"""A seeker refuses an agency: the block, the copy the agency held, the thread, in one commit (AGY-050, AGY-052)."""

from datetime import datetime

from sqlalchemy import select

from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.messages.effects.sending import close_thread
from app.messages.effects.telling import take_back_if_read
from app.messages.models.messages import Thread
from app.seekers.effects.acquisitions import delete_held
from app.seekers.effects.blocks import block, lock_record
from app.seekers.terms.records import DeletionReason


@db.write
def block_agency(record_id: int, agency_id: int, *, by: Identity, now: datetime) -> bool:
    """Refuse an agency for good; False where it was refused already.

    Whoever sends at this moment is before it or after it: never both (DESIGN 3.6).
    """
    lock_record(record_id)
    if not block(record_id, agency_id, now):
        return False
    delete_held(record_id, DeletionReason.BLOCK, now, agency_id=agency_id)
    living = select(Thread.id).where(Thread.agency_id == agency_id, Thread.record_id == record_id, Thread.is_open)
    for thread_id in db.session.scalars(living.order_by(Thread.id)).all():
        close_thread(thread_id, now, blocked=True)
    take_back_if_read(record_id, now)
    audit.record("messages.blocked", by=by, subject=f"agency:{agency_id}", now=now)
    return True
