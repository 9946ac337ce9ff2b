"""Telling open threads that the mandatory information changed; what is past the cap goes first tomorrow (AGY-058)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select

from app.db import db, insert_into
from app.messages.models.messages import ChangeNoticeDue, Thread
from app.messages.queries.news import told_in
from app.messages.queries.threads import still_open
from app.seekers.queries.invitees import hold_invitees


def owe_news(thread_ids: Sequence[int], agency_id: int, info_id: int, now: datetime) -> None:
    """Keep that these threads are to be told of a version; one that waits already is told of the newest."""
    if not thread_ids:
        return
    rows = [
        {"thread_id": each, "agency_id": agency_id, "mandatory_info_id": info_id, "since": now} for each in thread_ids
    ]
    made = insert_into(ChangeNoticeDue)
    newest = made.on_conflict_do_update(
        index_elements=["thread_id"], set_={"mandatory_info_id": made.excluded.mandatory_info_id}
    )
    db.session.execute(newest, rows)


def forget_needless(agency_id: int, known: Collection[int], now: datetime) -> None:
    """Owe nothing to a thread that is blocked or over, or was told one of these versions and of nothing else since.

    It is told nothing, and takes none of the day's thousand.
    """
    over = select(Thread.id).where(Thread.agency_id == agency_id, ~still_open(now))
    owed = delete(ChangeNoticeDue).where(ChangeNoticeDue.agency_id == agency_id)
    thread_id = ChangeNoticeDue.thread_id
    db.session.execute(owed.where(or_(thread_id.in_(over), told_in(thread_id).in_(known))))


def take_owed(agency_id: int, most: int, now: datetime) -> Sequence[int]:
    """The threads that waited longest, at most so many, no longer waiting; their seekers held (DESIGN 3.6).

    Whoever blocks at this moment is before it, and then told nothing, or after it.
    """
    waiting = select(ChangeNoticeDue.thread_id, Thread.record_id).join(Thread, Thread.id == ChangeNoticeDue.thread_id)
    longest = waiting.where(ChangeNoticeDue.agency_id == agency_id).order_by(ChangeNoticeDue.since, Thread.id)
    first = db.session.execute(longest.limit(most)).all()
    hold_invitees([record_id for _, record_id in first])
    taken = [thread_id for thread_id, _ in first]
    living = set(db.session.scalars(select(Thread.id).where(Thread.id.in_(taken), still_open(now))))
    db.session.execute(delete(ChangeNoticeDue).where(ChangeNoticeDue.thread_id.in_(taken)))
    return [each for each in taken if each in living]
