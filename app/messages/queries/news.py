"""Reading which threads do not know the newest mandatory information yet (AGY-058)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, func, select, text, union
from sqlalchemy.orm import InstrumentedAttribute

from app.agencies.queries.mandatory_info import agencies_changed_since
from app.agencies.queries.participation import agencies_let_go_on
from app.db import db
from app.messages.models.messages import ChangeNoticeDue, Message, Thread
from app.messages.queries.threads import still_open

STANDSTILL = timedelta(days=3)


def agencies_with_threads() -> Sequence[int]:
    """The agencies that have open threads."""
    return db.session.scalars(
        select(Thread.agency_id).where(Thread.is_open).distinct().order_by(Thread.agency_id)
    ).all()


def agencies_with_news(now: datetime) -> Sequence[int]:
    """The agencies whose mandatory information is new, who may write again, or who owe somebody the news of it.

    What is older than `STANDSTILL` has reached everybody, or waits for the round among all agencies.
    """
    lately = (now - STANDSTILL, now)
    some = union(agencies_changed_since(*lately), agencies_let_go_on(*lately), select(ChangeNoticeDue.agency_id))
    return db.session.scalars(some.order_by(text("1"))).all()


def told_in(thread_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """The version a thread of a statement was last told of."""
    return select(func.max(Message.mandatory_info_id)).where(Message.thread_id == thread_id).scalar_subquery()


def threads_behind(agency_id: int, info_id: int, known: Collection[int], now: datetime) -> Sequence[int]:
    """The agency's open threads that were last told of no version of these, and do not wait for this one already."""
    waiting = select(ChangeNoticeDue.thread_id).where(ChangeNoticeDue.mandatory_info_id == info_id)
    told = told_in(Thread.id)
    behind = select(Thread.id).where(Thread.agency_id == agency_id, still_open(now), told.not_in(known))
    return db.session.scalars(behind.where(Thread.id.not_in(waiting)).order_by(Thread.id)).all()


def last_told(thread_ids: Sequence[int]) -> dict[int, int]:
    """The version each of these threads was last told of."""
    rows = select(Message.thread_id, func.max(Message.mandatory_info_id)).where(Message.thread_id.in_(thread_ids))
    return dict(db.session.execute(rows.group_by(Message.thread_id).order_by(Message.thread_id)).all())
