"""Writing down that threads are over by themselves; pages and sendings read it before (DESIGN 3.8)."""

from datetime import datetime

from sqlalchemy import select, update

from app.db import db
from app.messages.models.messages import Thread
from app.messages.queries.threads import still_open

AT_ONCE = 500


def close_ended_threads(now: datetime) -> int:
    """Close every thread that a stop of use, a deletion or the end of a consent ended; how many.

    What was closed stays so: a consent given anew opens no old thread.
    """
    total = 0
    while closed := _close_some(now):
        total += closed
    return total


@db.write
def _close_some(now: datetime) -> int:
    ended = select(Thread.id).where(Thread.is_open, ~still_open(now)).order_by(Thread.id).limit(AT_ONCE)
    thread_ids = db.session.scalars(ended).all()
    written = update(Thread).where(Thread.id.in_(thread_ids), Thread.is_open).values(is_open=False, closed_at=now)
    return len(db.session.scalars(written.returning(Thread.id)).all()) if thread_ids else 0
