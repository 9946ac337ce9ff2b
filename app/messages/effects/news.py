"""Telling open threads that the mandatory information changed; what is past the cap goes first tomorrow (AGY-058)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.db import db, insert_into
from app.messages.models.messages import ChangeNoticeDue


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


def take_owed(agency_id: int, most: int) -> Sequence[int]:
    """The threads that waited longest, at most so many, no longer waiting."""
    waiting = select(ChangeNoticeDue.thread_id).where(ChangeNoticeDue.agency_id == agency_id)
    first = waiting.order_by(ChangeNoticeDue.since, ChangeNoticeDue.thread_id).limit(most)
    thread_ids = db.session.scalars(first).all()
    db.session.execute(delete(ChangeNoticeDue).where(ChangeNoticeDue.thread_id.in_(thread_ids)))
    return thread_ids
