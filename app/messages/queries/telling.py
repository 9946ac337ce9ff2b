"""Reading of what seekers were not told by mail yet."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from app.db import db
from app.messages.models.messages import Message, Thread
from app.messages.queries.threads import still_open
from app.messages.rules.telling import MAILS
from app.messages.terms.messages import MessageKind

KINDS = tuple(sorted(kind.value for kind in MAILS))


def records_untold(after: int, most: int) -> Sequence[int]:
    """The records past `after` whose seekers were not told yet of something, in the order of their ids."""
    waiting = select(Thread.record_id).where(Thread.is_untold, Thread.record_id > after).distinct()
    return db.session.scalars(waiting.order_by(Thread.record_id).limit(most)).all()


def held_untold(record_ids: Sequence[int]) -> set[int]:
    """The threads of these records of which was not told yet, held: whoever writes in one now waits, and is told next.

    What is read of them after this is all that was committed before.
    """
    waiting = select(Thread.id).where(Thread.record_id.in_(record_ids), Thread.is_untold)
    return set(db.session.scalars(waiting.order_by(Thread.id).with_for_update()))


def unread_by_kind(thread_ids: set[int], now: datetime) -> dict[tuple[int, MessageKind], set[int]]:
    """Those of these threads that live and hold something unread, by record and by what it is.

    Where an answer is unread it is the answer.
    """
    rows = select(Thread.record_id, Thread.id, Message.kind).join(Message, Message.thread_id == Thread.id)
    unread = rows.where(Thread.id.in_(thread_ids), still_open(now), Message.kind.in_(KINDS), Message.read_at.is_(None))
    kinds: dict[tuple[int, int], set[str]] = defaultdict(set)
    for record_id, thread_id, kind in db.session.execute(unread.order_by(Thread.record_id, Thread.id)):
        kinds[record_id, thread_id].add(kind)
    found: dict[tuple[int, MessageKind], set[int]] = defaultdict(set)
    for (record_id, thread_id), those in kinds.items():
        kind = MessageKind.ANSWER if MessageKind.ANSWER.value in those else MessageKind.FIRST_INVITATION
        found[record_id, kind].add(thread_id)
    return found


def has_unread(record_id: int, now: datetime) -> bool:
    """Whether something that is told by mail is unread in a living thread of a record."""
    unread = exists().where(
        Thread.record_id == record_id,
        still_open(now),
        Message.thread_id == Thread.id,
        Message.kind.in_(KINDS),
        Message.read_at.is_(None),
    )
    return bool(db.session.scalar(select(unread)))
