"""What an agency does in its inbox beside answering: reading marks, handing over, keeping messages for answers."""

from datetime import datetime

from sqlalchemy import select, update

from app.accounts.effects.acting import by_right
from app.accounts.queries.members import colleagues_of
from app.agencies.effects.participation import lock_agency
from app.audit import effects as audit
from app.db import db, insert_into
from app.kernel.overtaking import is_overtaken
from app.kernel.roles import Identity
from app.messages.models.messages import Message, SendReserve, Thread
from app.messages.terms.agency import AssignRefusal, ReserveRefusal
from app.messages.terms.messages import MessageKind


@db.write
def read_by_agency(agency_id: int, number: str, now: datetime) -> bool:
    """Mark what the seeker wrote as read; the first time counts. False for another's thread and for none."""
    thread = _held(agency_id, number)
    if thread is None:
        return False
    unread = update(Message).where(Message.thread_id == thread.id, Message.read_at.is_(None))
    db.session.execute(unread.where(Message.kind == MessageKind.QUESTION.value).values(read_at=now))
    thread.is_unread = False
    return True


@db.write
@by_right
def assign_thread(
    agency_id: int, number: str, account_id: int | None, *, seen: int | None, by: Identity, now: datetime
) -> AssignRefusal | None:
    """Hand a thread to a colleague of the same agency, or to nobody (AGY-048). Another's is a fault (LookupError).

    `seen` is who saw to it when the page was opened.
    """
    thread = _held(agency_id, number)
    if thread is None:
        raise LookupError(number)
    if account_id is not None and account_id not in colleagues_of(agency_id, now):
        return AssignRefusal.NO_COLLEAGUE
    if not thread.is_open:
        return AssignRefusal.CLOSED
    if is_overtaken(thread.assigned_to, seen=seen, wanted=account_id):
        return AssignRefusal.CHANGED_MEANWHILE
    thread.assigned_to = account_id
    audit.record("messages.assigned", by=by, subject=f"thread:{number}", now=now, detail={"to": account_id or 0})
    return None


@db.write
@by_right
def keep_for_answers(
    agency_id: int, kept: int, *, seen: int | None, by: Identity, now: datetime
) -> ReserveRefusal | None:
    """Keep so many of the agency's thousand for answers (AGY-060); the same of every day from now on.

    `seen` is how many were kept when the page was opened.
    """
    lock_agency(agency_id)
    standing = db.session.scalar(select(SendReserve.kept).where(SendReserve.agency_id == agency_id)) or 0
    if is_overtaken(standing, seen=seen, wanted=kept):
        return ReserveRefusal.CHANGED_MEANWHILE
    row = insert_into(SendReserve).values(agency_id=agency_id, kept=kept, set_at=now, set_by=by.account_id)
    fresh = {"kept": kept, "set_at": now, "set_by": by.account_id}
    db.session.execute(row.on_conflict_do_update(index_elements=["agency_id"], set_=fresh))
    audit.record("messages.reserve_set", by=by, subject=f"agency:{agency_id}", now=now, detail={"kept": kept})
    return None


def _held(agency_id: int, number: str) -> Thread | None:
    own = select(Thread).where(Thread.agency_id == agency_id, Thread.number == number)
    living = own.where(Thread.stop_count == lock_agency(agency_id).stop_count)
    return db.session.scalars(living.with_for_update().execution_options(populate_existing=True)).first()
