"""Reading what decides a sending, inside its transaction: the counter, living threads, patterns, names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Row, ScalarSelect, Select, and_, bindparam, exists, func, select

from app.accounts.queries.people import named_accounts, own_names
from app.db import db
from app.kernel.personal_data import names_in
from app.messages.models.messages import (
    ChangeNoticeDue,
    Dispatch,
    DispatchEntry,
    GuardPattern,
    Message,
    SendQuota,
    SendReserve,
    Thread,
)
from app.messages.queries.threads import still_open
from app.messages.terms.messages import InviteeFacts, LeftOut, MessageKind, QuotaFacts
from app.seekers.queries.invitees import Asked, invitee_of, invitees
from app.seekers.queries.records import account_of

NAMES_TRIED_WITHIN = timedelta(days=7)
MOST_NAMES_TRIED = 2
"""So many letters may name their reader; whoever goes on tries names out, and is told no difference any more."""


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Somebody a letter would go to: what decides it, what the agency holds, whether an ended thread is still open."""

    facts: InviteeFacts
    acquisition_id: int | None
    has_ended_thread: bool


def quota_facts(agency_id: int, day: date) -> QuotaFacts:
    """How many an agency has sent on a JST day, how many it keeps for answers, how many news it owes."""
    sent, kept, owed = db.session.execute(select(*quota_of(agency_id, day))).one()
    return QuotaFacts(sent=sent or 0, kept_for_answers=kept or 0, owed=owed)


def quota_of(
    agency_id: int | BindParameter[int], day: date | BindParameter[date]
) -> tuple[ScalarSelect[int], ScalarSelect[int], ScalarSelect[int]]:
    """The three as columns, for whoever reads more beside them."""
    sent = select(SendQuota.sent).where(SendQuota.agency_id == agency_id, SendQuota.day == day)
    kept = select(SendReserve.kept).where(SendReserve.agency_id == agency_id)
    owed = select(func.count()).select_from(ChangeNoticeDue).where(ChangeNoticeDue.agency_id == agency_id)
    return sent.scalar_subquery(), kept.scalar_subquery(), owed.scalar_subquery()


def guard_patterns() -> tuple[str, ...]:
    """The patterns of operations that count (AGY-061)."""
    counting = select(GuardPattern.pattern).where(GuardPattern.ended_at.is_(None)).order_by(GuardPattern.id)
    return tuple(db.session.scalars(counting))


def addressees(
    asked: Asked, agency_id: int, stop_count: int, body: str, now: datetime, *, listed_in: int | None = None
) -> list[Addressee]:
    """What decides whether each of these is written to, whether the letter names them too (AGY-061); one statement.

    In the order asked for, which for a part of a dispatch is that of its list.
    """
    people, account = invitees(asked, agency_id, stop_count, now).subquery(), named_accounts().subquery()
    begun = and_(Thread.agency_id == agency_id, Thread.record_id == people.c.record_id, Thread.is_open)
    tried = people.c.record_id.in_(_named_often(agency_id, now)).label("is_tried")
    thread = (Thread.id.is_not(None).label("has_thread"), still_open(now).label("is_invited"))
    rows = select(people, account.c.name, account.c.name_kana, tried, *thread)
    rows = rows.outerjoin(account, account.c.id == people.c.account_id).outerjoin(Thread, begun)
    if listed_in is not None:
        place = and_(DispatchEntry.dispatch_id == listed_in, DispatchEntry.record_id == people.c.record_id)
        rows = rows.join(DispatchEntry, place).order_by(DispatchEntry.position)
    found = db.session.execute(rows).all()
    names = dict.fromkeys(name for row in found for name in (row.name, row.name_kana) if name)
    named = {each.words for each in names_in(body, names)}
    people = [_addressee(row, named, now) for row in found]
    place = {record_id: number for number, record_id in enumerate(asked)} if isinstance(asked, Sequence) else {}
    return sorted(people, key=lambda each: place[each.facts.record_id]) if place else people


def _addressee(row: Row[Any], named: set[str], now: datetime) -> Addressee:
    invitee = invitee_of(row, now)
    facts = InviteeFacts(
        record_id=invitee.record_id,
        is_offered=invitee.is_offered,
        is_blocked=invitee.is_blocked,
        is_invited=bool(row.has_thread and row.is_invited),
        is_named=bool(row.is_tried) or not named.isdisjoint((row.name, row.name_kana)),
    )
    has_ended_thread = bool(row.has_thread and not row.is_invited)
    return Addressee(facts=facts, acquisition_id=invitee.acquisition_id, has_ended_thread=has_ended_thread)


def _named_often(agency_id: int, now: datetime) -> Select[int]:
    """Those whom the agency's letters of the last days named again and again (AGY-044)."""
    lately = select(Dispatch.id).where(Dispatch.agency_id == agency_id, Dispatch.created_at >= now - NAMES_TRIED_WITHIN)
    left_out = select(DispatchEntry.record_id).where(DispatchEntry.left_out == LeftOut.IDENTIFIES.value)
    own = left_out.where(DispatchEntry.dispatch_id.in_(lately)).group_by(DispatchEntry.record_id)
    return own.having(func.count() >= MOST_NAMES_TRIED)


WAS_ASKED = select(exists().where(Message.thread_id == bindparam("thread"), Message.kind == MessageKind.QUESTION.value))
"""Built once: every answer asks it."""


def was_asked(thread_id: int) -> bool:
    """Whether the seeker wrote in a thread: what an agency answers (AGY-051)."""
    return bool(db.rows(WAS_ASKED, {"thread": thread_id})[0][0])


def names_of_record(record_id: int) -> tuple[str, ...]:
    """The names of the seeker behind a record; none where nobody has registered for it yet."""
    account_id = account_of(record_id)
    return own_names([account_id]).get(account_id, ()) if account_id is not None else ()
