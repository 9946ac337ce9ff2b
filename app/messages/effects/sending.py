"""Sending, in the transaction that decided it: the counter raised, threads and messages written (DESIGN 3.3, 3.6)."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Insert,
    String,
    Text,
    Update,
    bindparam,
    insert,
    literal,
    select,
    update,
)

from app.agencies.effects.telling import tell_contact
from app.db import UtcDateTime, db, insert_into, table_of
from app.kernel.moments import day_of
from app.kernel.numbers import BODY_BITS, public_number
from app.messages.models.messages import Message, MessageText, SendQuota, Thread
from app.messages.rules.quota import resets_at, warning_due
from app.messages.terms.messages import CAP, MessageKind, Stage
from app.seekers.queries.records import withdrawals_of
from app.web.links import link

WARNING = "M-AGY-41"
ASKED: dict[str, object] = {"stage": Stage.ASKED.value, "is_unread": True}
ANSWERED: dict[str, object] = {"stage": Stage.ANSWERED.value, "is_unread": False, "is_untold": True}
COMES_TO: dict[MessageKind, dict[str, object]] = {MessageKind.QUESTION: ASKED, MessageKind.ANSWER: ANSWERED}
"""What a message makes of its thread, as the agency's inbox shows it; of an answer the seeker is told by mail."""
SAME_IN_EACH = ("agency_id", "kind", "text_id", "mandatory_info_id", "sent_at", "sent_on", "sent_by")
KEEPING = (
    insert(MessageText.__table__)
    .values({name: bindparam(name, type_=MessageText.__table__.columns[name].type) for name in ("body", "written_at")})
    .returning(MessageText.__table__.columns.id)
)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is sent, by whom, under which count of stops, with which version of the mandatory information."""

    agency_id: int
    kind: MessageKind
    text_id: int
    stop_count: int
    by: int | None
    info_id: int | None = None


def take_quota(agency_id: int, day: date, count: int, now: datetime) -> bool:
    """Take `count` of the thousand of a JST day, all or none; False where so many are not left (AGY-060).

    One conditional statement: whoever runs beside it waits for the row and sees what is left then. The agency is told
    once a day that 800, and that all of them, are sent.
    """
    if count > CAP:
        return False
    taken = {"agency_id": agency_id, "day": day, "sent": count}
    sent = db.session.connection().execute(_taking(db.session.get_bind().dialect.name), taken).scalar()
    if sent is None:
        return False
    mark = warning_due(sent - count, sent)
    if mark is not None:
        told = {"day": day, "mark": mark, "cap": CAP, "resets_at": resets_at(now)}
        told["address"] = link("messages_agency.quota_page")
        tell_contact(WARNING, agency_id, f"quota:{agency_id}:{day.isoformat()}:{mark}", told, now)
    return True


@cache
def _taking(_dialect: str) -> Any:
    """The statement of a database, built once."""
    first = insert_into(SendQuota).values(
        {name: bindparam(name, type_=SendQuota.__table__.columns[name].type) for name in ("agency_id", "day", "sent")}
    )
    more = SendQuota.sent + first.excluded.sent
    key = ["agency_id", "day"]
    taken = first.on_conflict_do_update(index_elements=key, set_={"sent": more}, where=more <= CAP)
    return taken.returning(SendQuota.sent)


def keep_text(body: str, now: datetime) -> int:
    """Store a text once; its id."""
    kept: int = db.rows(KEEPING, {"body": body, "written_at": now})[0][0]
    return kept


def end_threads(agency_id: int, record_ids: Sequence[int], now: datetime) -> None:
    """Close what is over whatever its row says, so that these can be written to anew."""
    if record_ids:
        older = update(Thread).where(Thread.agency_id == agency_id, Thread.record_id.in_(record_ids), Thread.is_open)
        db.session.execute(older.values(is_open=False, closed_at=now))


def open_threads(letter: Letter, acquisitions: Mapping[int, int | None], now: datetime) -> dict[int, int]:
    """A thread with each record's seeker, under what the agency acquired and under the consent that is there now.

    The thread by record. The records must be held.
    """
    same = {"agency_id": letter.agency_id, "stop_count": letter.stop_count, "is_open": True}
    same |= {"opened_at": now, "last_at": now, "stage": Stage.INVITED.value, "is_unread": False, "is_untold": True}
    own = [(*held, public_number(secrets.randbits(BODY_BITS))) for held in acquisitions.items()]
    rows = table_of(own, record_id=BigInteger(), acquisition_id=BigInteger(), number=String())
    each = select(rows, withdrawals_of(rows.c.record_id), *_columns(Thread, same))
    made = insert(Thread).from_select([*rows.c.keys(), "withdrawals", *same], each)
    return dict(db.session.execute(made.returning(Thread.record_id, Thread.id)).all())


def write_messages(letter: Letter, thread_ids: Sequence[int], now: datetime) -> None:
    """One message in each thread. What counts must have been taken from the quota before, in this transaction."""
    if not thread_ids:
        return
    same = {"agency_id": letter.agency_id, "kind": letter.kind.value, "text_id": letter.text_id}
    same |= {"mandatory_info_id": letter.info_id, "sent_at": now, "sent_on": day_of(now), "sent_by": letter.by}
    threads = json.dumps([[each] for each in thread_ids])
    connection = db.session.connection()
    connection.execute(_writing(connection.dialect.name), {**same, "threads": threads})
    if letter.kind is not MessageKind.FIRST_INVITATION:
        connection.execute(_coming(letter.kind), {"threads": thread_ids, "at": now})


@cache
def _writing(_dialect: str) -> Insert:
    """The INSERT of one message in each of many threads, built once for a database."""
    threads = table_of(bindparam("threads", type_=Text), thread_id=BigInteger())
    places = [bindparam(name, type_=Message.__table__.columns[name].type) for name in SAME_IN_EACH]
    written = select(threads, *places).order_by(threads.c.thread_id)
    return insert(Message.__table__).from_select(["thread_id", *SAME_IN_EACH], written)


@cache
def _coming(kind: MessageKind) -> Update:
    """The UPDATE of the threads a message came to, built once for its kind."""
    come = update(Thread.__table__).where(Thread.id.in_(bindparam("threads", expanding=True)))
    return come.values(last_at=bindparam("at", type_=UtcDateTime), **COMES_TO.get(kind, {}))


def _columns(model: type[Thread], values: Mapping[str, object]) -> list[ColumnElement[Any]]:
    """Values that are the same in every row of an INSERT from a SELECT."""
    return [literal(value, model.__table__.columns[name].type) for name, value in values.items()]


def close_thread(thread_id: int, now: datetime, *, blocked: bool) -> None:
    """End a thread: by the seeker's block, which is final for the agency (AGY-052), or by its close."""
    ended = {"blocked_at": now} if blocked else {"closed_at": now}
    still = update(Thread).where(Thread.id == thread_id, Thread.is_open)
    db.session.execute(still.values(is_open=False, **ended))
