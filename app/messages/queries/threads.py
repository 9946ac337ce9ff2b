"""Reading threads: one of an agency or of a seeker, as it stands, and what was written in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select

from app.agencies.queries.participation import stop_count_of
from app.db import db
from app.kernel.moments import day_of
from app.messages.models.messages import Message, MessageText, Thread
from app.messages.terms.messages import MessageKind
from app.seekers.queries.held import is_kept
from app.seekers.queries.invitees import has_left
from app.seekers.queries.records import stands


@dataclass(frozen=True, kw_only=True)
class ThreadFacts:
    """A thread as it stands at a moment; it may be over whatever its row says (DESIGN 2, 3.8)."""

    id: int
    number: str
    agency_id: int
    record_id: int
    stop_count: int
    is_open: bool
    is_blocked: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message as both sides read it."""

    kind: MessageKind
    body: str
    sent_at: datetime
    sent_by: int | None
    mandatory_info_id: int | None
    read_at: datetime | None


def find_thread(
    number: str, now: datetime, *, agency_id: int | None = None, record_id: int | None = None
) -> ThreadFacts | None:
    """The thread of a number, if it is this agency's or this record's; None for another's and for none."""
    if (agency_id is None) == (record_id is None):
        raise ValueError("a thread is read by one of its two sides")
    rows = _threads(now).where(Thread.number == number)
    own = rows.where(Thread.agency_id == agency_id if agency_id is not None else Thread.record_id == record_id)
    row = db.session.execute(own).first()
    return _facts(*row) if row else None


def lines_of(thread_id: int) -> Sequence[Line]:
    """Everything written in a thread, in order (AGY-051)."""
    rows = (
        select(Message, MessageText.body)
        .join(MessageText, MessageText.id == Message.text_id)
        .where(Message.thread_id == thread_id)
        .order_by(Message.sent_at, Message.id)
    )
    return [
        Line(
            kind=MessageKind(message.kind),
            body=body,
            sent_at=message.sent_at,
            sent_by=message.sent_by,
            mandatory_info_id=message.mandatory_info_id,
            read_at=message.read_at,
        )
        for message, body in db.session.execute(rows)
    ]


def still_open(now: datetime) -> ColumnElement[bool]:
    """What lives at `now`: nobody ended it, and nothing else has (RULES c).

    A stop of use (AGY-055), the deletion of what the agency held (AGY-049, AGY-053, AGY-054) and the end of the
    seeker's consent or account (AGY-002) end a thread by themselves, worker or no worker. A consent given anew, even
    at once, brings no old thread back.
    """
    return and_(
        Thread.is_open,
        Thread.stop_count == stop_count_of(Thread.agency_id),
        is_kept(Thread.acquisition_id, day_of(now)),
        stands(Thread.record_id, Thread.withdrawals, now),
        ~has_left(Thread.record_id),
    )


def _threads(now: datetime) -> Select[tuple[Thread, bool]]:
    return select(Thread, still_open(now).label("lives")).execution_options(populate_existing=True)


def _facts(row: Thread, lives: bool) -> ThreadFacts:
    return ThreadFacts(
        id=row.id,
        number=row.number,
        agency_id=row.agency_id,
        record_id=row.record_id,
        stop_count=row.stop_count,
        is_open=bool(lives),
        is_blocked=row.blocked_at is not None,
    )
