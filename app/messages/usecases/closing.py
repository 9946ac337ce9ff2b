"""Writing down that threads are over by themselves; pages and sendings read it before (DESIGN 3.8)."""

from datetime import datetime

from sqlalchemy import func, select, update

from app.db import db
from app.messages.models.messages import Thread
from app.messages.queries.threads import still_open

AT_ONCE = 5_000
"""Threads looked at in one transaction, by their ids: what stays open is looked at once, and not for each part anew."""


def close_ended_threads(now: datetime) -> int:
    """Close every thread that a stop of use, a deletion or the end of a consent ended; how many.

    What was closed stays so: a consent given anew opens no old thread.
    """
    newest = db.session.scalar(select(func.max(Thread.id))) or 0
    return sum(_close_some(first, now) for first in range(1, newest + 1, AT_ONCE))


@db.write
def _close_some(first: int, now: datetime) -> int:
    here = Thread.id.between(first, first + AT_ONCE - 1)
    thread_ids = db.session.scalars(select(Thread.id).where(here, Thread.is_open, ~still_open(now))).all()
    written = update(Thread).where(Thread.id.in_(thread_ids), Thread.is_open).values(is_open=False, closed_at=now)
    return len(db.session.scalars(written.returning(Thread.id)).all()) if thread_ids else 0
