"""A stop, an end, a cancellation is final for everything that comes after it (SECURITY I14)."""

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.messages.terms.messages import MessageKind

SENT = (MessageKind.FIRST_INVITATION.value, MessageKind.ANSWER.value)


def acts_after_a_stop(_now: datetime) -> list[str]:
    """What an agency sent or acquired while it was stopped, or when it took part in nothing (I14)."""
    message, acquisition = db.metadata.tables["message"], db.metadata.tables["acquisition"]
    sent = _barred(message, message.c.sent_at, message.c.sent_on, message.c.kind.in_(SENT))
    acquired = _barred(acquisition, acquisition.c.acquired_at, acquisition.c.acquired_on)
    return [f"message {row_id}" for row_id in db.session.scalars(sent)] + [
        f"acquisition {row_id}" for row_id in db.session.scalars(acquired)
    ]


def _barred(
    acts: sa.Table, moment: sa.ColumnElement[datetime], day: sa.ColumnElement[object], *which: sa.ColumnElement[bool]
) -> sa.CompoundSelect[int]:
    """The acts that one of both grounds barred; asked one after the other: together each act is looked up by itself."""
    part, stop = db.metadata.tables["participation"], db.metadata.tables["suspension"]
    own = part.c.agency_id == acts.c.agency_id
    running = sa.or_(part.c.ended_at.is_(None), part.c.ended_at > moment)
    takes_part = sa.exists().where(own, part.c.started_on <= day, running)
    lasts = sa.or_(
        stop.c.ended_at > moment,
        sa.and_(stop.c.ended_at.is_(None), sa.or_(stop.c.last_day.is_(None), stop.c.last_day >= day)),
    )
    stopped = sa.exists().where(own, stop.c.participation_id == part.c.id, stop.c.begins_at <= moment, lasts)
    barred = (sa.select(acts.c.id).where(ground, *which) for ground in (~takes_part, stopped))
    return sa.union(*barred).order_by(acts.c.id.name)
