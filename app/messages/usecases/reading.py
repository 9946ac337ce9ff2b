"""A seeker has read what an agency wrote."""

from datetime import datetime

from sqlalchemy import update

from app.db import db
from app.messages.effects.telling import take_back_if_read
from app.messages.models.messages import Message
from app.messages.queries.inbox import FROM_AGENCIES
from app.messages.queries.threads import find_thread


@db.write
def read_thread(record_id: int, number: str, now: datetime) -> bool:
    """Mark everything the agency wrote in one of the own threads as read; the first time counts. False for none."""
    thread = find_thread(number, now, record_id=record_id)
    if thread is None:
        return False
    unread = update(Message).where(
        Message.thread_id == thread.id, Message.kind.in_(FROM_AGENCIES), Message.read_at.is_(None)
    )
    db.session.execute(unread.values(read_at=now))
    take_back_if_read(record_id, now)
    return True
