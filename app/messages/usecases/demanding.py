"""A seeker demands that an agency delete what it holds: deleted at once, and told so (AGY-049, 7(2)①オ(ア))."""

from datetime import datetime

from sqlalchemy import select

from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.messages.effects.sending import close_thread
from app.messages.effects.telling import take_back_if_read
from app.messages.models.messages import Thread
from app.messages.rules.seeker import ground_against_demand
from app.messages.terms.seeker import DemandRefusal
from app.seekers.effects.acquisitions import delete_held
from app.seekers.effects.blocks import lock_record
from app.seekers.effects.telling import tell_deleted
from app.seekers.terms.records import DeletionReason


@db.write
def demand_deletion(record_id: int, agency_id: int, *, by: Identity, now: datetime) -> DemandRefusal | None:
    """Delete what the agency holds of the record, end their threads, and tell the seeker; one commit.

    The agency learns of it by the number it knew the record by, and by nothing else. Whoever sends at this moment is
    before it, and then deleted and ended too, or after it, and then begins anew (DESIGN 3.6).
    """
    if by.account_id is None:
        raise ValueError("only who is signed in demands a deletion")
    lock_record(record_id)
    held = delete_held(record_id, DeletionReason.SEEKER, now, agency_id=agency_id)
    living = select(Thread.id).where(Thread.agency_id == agency_id, Thread.record_id == record_id, Thread.is_open)
    open_threads = db.session.scalars(living.order_by(Thread.id)).all()
    ground = ground_against_demand(held=held, open_threads=len(open_threads))
    if ground is not None:
        return ground
    for thread_id in open_threads:
        close_thread(thread_id, now, blocked=False)
    take_back_if_read(record_id, now)
    tell_deleted(by.account_id, agency_id, now)
    audit.record("messages.deletion_demanded", by=by, subject=f"agency:{agency_id}", now=now, detail={"held": held})
    return None
