"""Reading the threads of a seeker: the list, how much of it is unread, and what stands in one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.db import db
from app.messages.models.messages import Message, Thread
from app.messages.models.reports import ThreadReport
from app.messages.queries.threads import Line, find_thread, lines_of, still_open
from app.messages.terms.messages import COUNTED
from app.messages.terms.seeker import ThreadLine
from app.seekers.queries.own import find_own

MOST_SHOWN = 500
FROM_AGENCIES = tuple(sorted(kind.value for kind in COUNTED))


def threads_of(record_id: int, now: datetime) -> list[ThreadLine]:
    """A seeker's threads: those with something unread first, then by their last message."""
    unread = select(func.count()).where(
        Message.thread_id == Thread.id, Message.kind.in_(FROM_AGENCIES), Message.read_at.is_(None)
    )
    count = unread.correlate(Thread).scalar_subquery()
    rows = select(Thread, still_open(now), count).where(Thread.record_id == record_id)
    latest = rows.order_by((count == 0), Thread.last_at.desc(), Thread.id.desc()).limit(MOST_SHOWN)
    return [
        ThreadLine(
            number=row.number,
            agency_id=row.agency_id,
            is_open=bool(lives),
            is_blocked=row.blocked_at is not None,
            opened_at=row.opened_at,
            last_at=row.last_at,
            unread=number,
        )
        for row, lives, number in db.session.execute(latest)
    ]


def letters_to(account_id: int, now: datetime) -> list[ThreadLine]:
    """The threads of whoever is signed in; none of who offers no record."""
    record_id = find_own(account_id)
    return threads_of(record_id, now) if record_id is not None else []


def written_to(number: str, account_id: int, now: datetime) -> Sequence[Line]:
    """What was written in one of somebody's own threads; nothing of another's."""
    record_id = find_own(account_id)
    thread = find_thread(number, now, record_id=record_id) if record_id is not None else None
    return lines_of(thread.id) if thread else []


def unread_in(lines: Sequence[ThreadLine]) -> int:
    """How many messages of these threads are unread."""
    return sum(line.unread for line in lines)


def is_reported(thread_id: int) -> bool:
    """Whether the seeker told the bureau about a thread."""
    return db.session.scalar(select(ThreadReport.complaint_id).where(ThreadReport.thread_id == thread_id)) is not None
