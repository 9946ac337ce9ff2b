"""What watchers see of messages: numbers and the frame of a thread, never a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from app.db import db
from app.messages.models.messages import Message, SendQuota, Thread
from app.messages.models.reports import ThreadDisclosure, ThreadReport
from app.seekers.queries.tracing import close_searches

MOST_THREADS = 200
A_PAGE = 20
Agencies = Select[tuple[int]] | None
"""The agencies to count, as a SELECT of their ids; None for all."""


@dataclass(frozen=True, kw_only=True)
class ThreadFrame:
    """A thread without what was written in it."""

    number: str
    opened_at: datetime
    last_at: datetime
    is_open: bool
    is_blocked: bool
    messages: int
    complaint_id: int | None


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """That an officer read a thread, and why."""

    thread: str
    reason: str
    read_at: datetime
    read_by: int


def sent_by_day(agencies: Agencies, first: date, last: date) -> Sequence[tuple[int, date, int]]:
    """How many messages each agency sent on each JST day of a span, as the counter of the cap has them (AGY-060)."""
    rows = select(SendQuota.agency_id, SendQuota.day, SendQuota.sent).where(SendQuota.day.between(first, last))
    scoped = rows if agencies is None else rows.where(SendQuota.agency_id.in_(agencies))
    found = db.session.execute(scoped.where(SendQuota.sent > 0).order_by(SendQuota.day, SendQuota.agency_id))
    return [(agency_id, day, sent) for agency_id, day, sent in found]


def sent_in_all(agencies: Agencies, first: date, last: date) -> dict[date, int]:
    """How many messages all of them sent together on each JST day of a span on which they sent any."""
    rows = select(SendQuota.day, func.sum(SendQuota.sent)).where(SendQuota.day.between(first, last))
    scoped = rows if agencies is None else rows.where(SendQuota.agency_id.in_(agencies))
    return dict(db.session.execute(scoped.group_by(SendQuota.day).order_by(SendQuota.day)).all())


def first_to_look_at(agencies: Select[tuple[int]], first: date, last: date, page: int) -> tuple[list[int], bool]:
    """A page of the agencies, those whose searches rang in the span first, then who sent most in it.

    And whether there is another page.
    """
    sent = select(SendQuota.agency_id, func.sum(SendQuota.sent).label("count"))
    counted = sent.where(SendQuota.day.between(first, last)).group_by(SendQuota.agency_id).subquery()
    rang = close_searches(None, first, last).subquery()
    each = agencies.subquery()
    rows = select(each.c.id).outerjoin(counted, counted.c.agency_id == each.c.id)
    rows = rows.outerjoin(rang, rang.c.agency_id == each.c.id)
    most = (func.coalesce(column, 0).desc() for column in (rang.c.pairs, counted.c.count))
    ordered = rows.order_by(*most, each.c.id)
    ids = list(db.session.scalars(ordered.limit(A_PAGE + 1).offset((page - 1) * A_PAGE)))
    return ids[:A_PAGE], len(ids) > A_PAGE


def frames_of(agency_id: int) -> list[ThreadFrame]:
    """An agency's threads, the latest first."""
    count = select(func.count()).where(Message.thread_id == Thread.id).correlate(Thread).scalar_subquery()
    rows = select(Thread, count, ThreadReport.complaint_id).outerjoin(ThreadReport, ThreadReport.thread_id == Thread.id)
    latest = rows.where(Thread.agency_id == agency_id).order_by(Thread.last_at.desc(), Thread.id.desc())
    return [
        ThreadFrame(
            number=row.number,
            opened_at=row.opened_at,
            last_at=row.last_at,
            is_open=row.is_open,
            is_blocked=row.blocked_at is not None,
            messages=number,
            complaint_id=complaint_id,
        )
        for row, number, complaint_id in db.session.execute(latest.limit(MOST_THREADS))
    ]


def disclosures_of(agency_id: int) -> list[Disclosure]:
    """Who read which thread of an agency without a report, and why; the latest first."""
    rows = select(ThreadDisclosure, Thread.number).join(Thread, Thread.id == ThreadDisclosure.thread_id)
    latest = rows.where(Thread.agency_id == agency_id).order_by(ThreadDisclosure.id.desc()).limit(MOST_THREADS)
    return [
        Disclosure(thread=number, reason=row.reason, read_at=row.read_at, read_by=row.read_by)
        for row, number in db.session.execute(latest)
    ]


def thread_of_complaint(complaint_id: int) -> int | None:
    """The thread a seeker's complaint is about."""
    return db.session.scalar(select(ThreadReport.thread_id).where(ThreadReport.complaint_id == complaint_id))
