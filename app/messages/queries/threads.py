"""Reading threads: one of an agency or of a seeker, as it stands, and what was written in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, select

from app.agencies.queries.participation import stop_count_of
from app.db import UtcDateTime, db
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
    asked, side = (OF_AGENCY, agency_id) if agency_id is not None else (OF_SEEKER, record_id)
    row = db.session.execute(asked, {"number": number, "side": side, "now": now, "today": day_of(now)}).first()
    return _facts(*row) if row else None


def record_behind(number: str, agency_id: int) -> int | None:
    """The record an agency writes to in a thread; None for another's and for none."""
    rows = db.rows(RECORD_BEHIND, {"number": number, "side": agency_id})
    return rows[0][0] if rows else None


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
    return _open_at(now, day_of(now))


def _open_at(now: datetime | BindParameter[datetime], today: date | BindParameter[date]) -> ColumnElement[bool]:
    return and_(
        Thread.is_open,
        Thread.stop_count == stop_count_of(Thread.agency_id),
        is_kept(Thread.acquisition_id, today),
        stands(Thread.record_id, Thread.withdrawals, now),
        ~has_left(Thread.record_id),
    )


LIVES = _open_at(bindparam("now", type_=UtcDateTime), bindparam("today", type_=Date)).label("lives")
NUMBERED = select(Thread, LIVES).where(Thread.number == bindparam("number"))
OF_AGENCY = NUMBERED.where(Thread.agency_id == bindparam("side")).execution_options(populate_existing=True)
OF_SEEKER = NUMBERED.where(Thread.record_id == bindparam("side")).execution_options(populate_existing=True)
RECORD_BEHIND = select(Thread.record_id).where(
    Thread.number == bindparam("number"), Thread.agency_id == bindparam("side")
)
"""Built once: every answer asks them."""


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
