"""Reading an agency's inbox: twenty threads a page by keyset, so many rows whatever lies behind them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Date, Select, bindparam, func, literal, select, tuple_

from app.agencies.queries.participation import stop_count_of, stop_counts
from app.db import UtcDateTime, db
from app.kernel.folding import fold_search
from app.kernel.moments import day_of
from app.messages.models.messages import Message, MessageText, Thread
from app.messages.queries.threads import LIVES, still_open
from app.messages.terms.agency import Box, InboxFilter, InboxLine
from app.messages.terms.messages import COUNTED, Stage
from app.seekers.queries.held import is_kept

A_PAGE = 20
MOST_COUNTED = 100
"""Past so many unread threads the count says "100 and more": nobody waits for an exact one."""
SEARCHED = 200
"""Words are looked for in so many of the newest threads: their texts are sealed, and are opened one by one."""
OWN_KINDS = tuple(sorted(kind.value for kind in COUNTED))

LINE = (
    select(Thread, LIVES, is_kept(Thread.acquisition_id, bindparam("today", type_=Date)))
    .where(Thread.agency_id == bindparam("agency"), Thread.number == bindparam("number"))
    .where(Thread.stop_count == stop_count_of(Thread.agency_id))
)
"""Built once: every answer asks it."""


def page_of(agency_id: int, asked: InboxFilter, now: datetime) -> tuple[list[InboxLine], bool]:
    """A page of the agency's threads, the newest first, and whether another follows (AGY-051)."""
    rows = db.session.execute(_boxed(agency_id, asked, now).limit(A_PAGE + 1)).all()
    return [_line(*row) for row in rows[:A_PAGE]], len(rows) > A_PAGE


def with_words(agency_id: int, asked: InboxFilter, words: str, now: datetime) -> list[InboxLine]:
    """Those of the newest threads in which the agency itself wrote these words, as far as it still reads them."""
    lines = [_line(*row) for row in db.session.execute(_boxed(agency_id, asked, now).limit(SEARCHED))]
    read = [line.id for line in lines if not line.is_hidden]
    own = select(Message.thread_id, Message.text_id).where(Message.thread_id.in_(read))
    texts: dict[int, set[int]] = {}
    for thread_id, text_id in db.session.execute(own.where(Message.kind.in_(OWN_KINDS))):
        texts.setdefault(text_id, set()).add(thread_id)
    bodies = select(MessageText.id, MessageText.body).where(MessageText.id.in_(list(texts)))
    sought = fold_search(words)
    found = {
        id_ for text_id, body in db.session.execute(bodies) if sought in fold_search(body) for id_ in texts[text_id]
    }
    return [line for line in lines if line.id in found]


def unread_count(agency_id: int, now: datetime) -> int:
    """How many threads of the agency are unread, at most `MOST_COUNTED`: the rows of the list of them."""
    unread = _boxed(agency_id, InboxFilter(box=Box.UNREAD), now).with_only_columns(Thread.id).limit(MOST_COUNTED)
    return db.session.scalar(select(func.count()).select_from(unread.subquery())) or 0


def waiting_for_answer(agency_id: int, most: int, now: datetime) -> Sequence[InboxLine]:
    """The threads in which a question waits for an answer, the newest first."""
    rows = db.session.execute(_boxed(agency_id, InboxFilter(box=Box.ASKED), now).limit(most))
    return [_line(*row) for row in rows]


def find_line(agency_id: int, number: str, now: datetime) -> InboxLine | None:
    """One thread of the agency; None for another's, for one from before a stop of use, and for none."""
    asked = {"agency": agency_id, "number": number, "now": now, "today": day_of(now)}
    row = db.session.execute(LINE, asked).first()
    return _line(*row) if row else None


def invited_records(agency_id: int, now: datetime) -> set[int]:
    """The records with whose seekers the agency has a living thread."""
    return set(db.session.scalars(_living(agency_id).where(still_open(now)).with_only_columns(Thread.record_id)))


def _living(agency_id: int) -> Select[tuple[Thread]]:
    stops = stop_counts([agency_id]).get(agency_id)
    return select(Thread).where(Thread.agency_id == agency_id, Thread.stop_count == stops)


def _as_told(rows: Select[tuple[Thread]], now: datetime) -> Select[Any]:
    """With what time alone changes: whether a thread lives, and whether the agency still holds the record."""
    return rows.add_columns(still_open(now), is_kept(Thread.acquisition_id, day_of(now)))


def _boxed(agency_id: int, asked: InboxFilter, now: datetime) -> Select[Any]:
    rows = _as_told(_living(agency_id), now).order_by(Thread.last_at.desc(), Thread.number.desc())
    rows = rows.where(*_IN_BOX[asked.box])
    if asked.box in _OF_LIVING:
        rows = rows.where(still_open(now))
    if asked.box is Box.ANSWERED:
        rows = rows.where(Thread.blocked_at.is_(None), is_kept(Thread.acquisition_id, day_of(now)))
    if asked.assigned_to is not None:
        rows = rows.where(Thread.assigned_to == asked.assigned_to)
    if asked.record_ids is not None:
        rows = rows.where(Thread.record_id.in_(asked.record_ids))
    if asked.after is not None:
        place = tuple_(literal(asked.after.last_at, UtcDateTime), literal(asked.after.number))
        rows = rows.where(tuple_(Thread.last_at, Thread.number) < place)
    return rows


_IN_BOX = {
    Box.ALL: (),
    Box.UNREAD: (Thread.is_unread,),
    Box.ASKED: (Thread.stage == Stage.ASKED.value,),
    Box.ANSWERED: (Thread.stage == Stage.ANSWERED.value,),
    Box.BLOCKED: (Thread.blocked_at.is_not(None),),
}
_OF_LIVING = frozenset({Box.UNREAD, Box.ASKED})


def _line(row: Thread, lives: bool, is_held: bool) -> InboxLine:
    return InboxLine(
        id=row.id,
        number=row.number,
        record_id=row.record_id,
        opened_at=row.opened_at,
        last_at=row.last_at,
        stage=Stage(row.stage),
        is_unread=row.is_unread and bool(lives),
        is_open=bool(lives),
        is_blocked=row.blocked_at is not None,
        is_held=bool(is_held),
        assigned_to=row.assigned_to,
    )
