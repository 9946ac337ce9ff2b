"""Sending, in the transaction that decided it: the counter raised, threads and messages written (DESIGN 3.3, 3.6)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, update

from app.agencies.effects.telling import tell_contact
from app.db import claim, db
from app.kernel.moments import day_of
from app.kernel.numbers import BODY_BITS, public_number
from app.messages.models.messages import Message, MessageText, SendQuota, Thread
from app.messages.rules.quota import resets_at, warning_due
from app.messages.terms.messages import CAP, MessageKind, Stage
from app.web.links import link

WARNING = "M-AGY-41"
ASKED: dict[str, object] = {"stage": Stage.ASKED.value, "is_unread": True}
ANSWERED: dict[str, object] = {"stage": Stage.ANSWERED.value, "is_unread": False}
COMES_TO: dict[MessageKind, dict[str, object]] = {MessageKind.QUESTION: ASKED, MessageKind.ANSWER: ANSWERED}
"""What a message makes of its thread, as the agency's inbox shows it."""


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

    One conditional UPDATE: whoever runs beside it waits for the row and sees what is left then. The agency is told
    once a day that 800, and that all of them, are sent.
    """
    claim(SendQuota, agency_id=agency_id, day=day, sent=0)
    row = update(SendQuota).where(SendQuota.agency_id == agency_id, SendQuota.day == day)
    taken = row.where(SendQuota.sent + count <= CAP).values(sent=SendQuota.sent + count)
    sent = db.session.scalar(taken.returning(SendQuota.sent))
    if sent is None:
        return False
    mark = warning_due(sent - count, sent)
    if mark is not None:
        told = {"day": day, "mark": mark, "cap": CAP, "resets_at": resets_at(now)}
        told["address"] = link("messages_agency.quota_page")
        tell_contact(WARNING, agency_id, f"quota:{agency_id}:{day.isoformat()}:{mark}", told, now)
    return True


def keep_text(body: str, now: datetime) -> int:
    """Store a text once; its id."""
    row = MessageText(body=body, written_at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


def open_threads(letter: Letter, acquisitions: Mapping[int, int], now: datetime) -> dict[int, int]:
    """A thread with each record's seeker, under what the agency acquired; thread by record.

    An older one with the same seeker is over by now, whatever its row says: else nobody would begin anew.
    """
    older = update(Thread).where(Thread.agency_id == letter.agency_id, Thread.record_id.in_(list(acquisitions)))
    db.session.execute(older.where(Thread.is_open).values(is_open=False, closed_at=now))
    same = {"agency_id": letter.agency_id, "stop_count": letter.stop_count, "is_open": True}
    same |= {"opened_at": now, "last_at": now, "stage": Stage.INVITED.value, "is_unread": False}
    rows = [
        {
            **same,
            "record_id": record_id,
            "acquisition_id": acquisition_id,
            "number": public_number(secrets.randbits(BODY_BITS)),
        }
        for record_id, acquisition_id in acquisitions.items()
    ]
    made = db.session.execute(insert(Thread).returning(Thread.record_id, Thread.id), rows) if rows else None
    return dict(made.all()) if made else {}


def write_messages(letter: Letter, thread_ids: Sequence[int], now: datetime) -> None:
    """One message in each thread. What counts must have been taken from the quota before, in this transaction."""
    same = {"agency_id": letter.agency_id, "kind": letter.kind.value, "text_id": letter.text_id}
    same |= {"mandatory_info_id": letter.info_id, "sent_at": now, "sent_on": day_of(now), "sent_by": letter.by}
    rows = [{**same, "thread_id": thread_id} for thread_id in thread_ids]
    if rows:
        db.session.execute(insert(Message), rows)
        db.session.execute(
            update(Thread).where(Thread.id.in_(thread_ids)).values(last_at=now, **COMES_TO.get(letter.kind, {}))
        )


def close_thread(thread_id: int, now: datetime, *, blocked: bool) -> None:
    """End a thread: by the seeker's block, which is final for the agency (AGY-052), or by its close."""
    ended = {"blocked_at": now} if blocked else {"closed_at": now}
    still = update(Thread).where(Thread.id == thread_id, Thread.is_open)
    db.session.execute(still.values(is_open=False, **ended))
