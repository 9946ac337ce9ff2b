"""Reading what decides a sending, inside its transaction: the counter, living threads, patterns, names."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select

from app.accounts.queries.people import own_names
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
from app.seekers.queries.invitees import Invitee
from app.seekers.queries.records import account_of

NAMES_TRIED_WITHIN = timedelta(days=7)
MOST_NAMES_TRIED = 2
"""So many letters may name their reader; whoever goes on tries names out, and is told no difference any more."""


def quota_facts(agency_id: int, day: date) -> QuotaFacts:
    """How many an agency has sent on a JST day, how many it keeps for answers, how many news it owes."""
    sent = select(SendQuota.sent).where(SendQuota.agency_id == agency_id, SendQuota.day == day).scalar_subquery()
    kept = select(SendReserve.kept).where(SendReserve.agency_id == agency_id).scalar_subquery()
    owed = select(func.count()).select_from(ChangeNoticeDue).where(ChangeNoticeDue.agency_id == agency_id)
    row = db.session.execute(select(sent, kept, owed.scalar_subquery())).one()
    return QuotaFacts(sent=row[0] or 0, kept_for_answers=row[1] or 0, owed=row[2])


def guard_patterns() -> tuple[str, ...]:
    """The patterns of operations that count (AGY-061)."""
    counting = select(GuardPattern.pattern).where(GuardPattern.ended_at.is_(None)).order_by(GuardPattern.id)
    return tuple(db.session.scalars(counting))


def invitee_facts(invitees: Iterable[Invitee], agency_id: int, body: str, now: datetime) -> list[InviteeFacts]:
    """What decides whether each of these is written to; whether the letter names them too (AGY-061)."""
    asked = list(invitees)
    ids = [each.record_id for each in asked]
    own = select(Thread.record_id).where(Thread.agency_id == agency_id, Thread.record_id.in_(ids))
    invited = set(db.session.scalars(own.where(still_open(now))))
    named, tried = _named((each.account_id for each in asked), body), _named_often(ids, agency_id, now)
    return [
        InviteeFacts(
            record_id=each.record_id,
            is_offered=each.is_offered,
            is_blocked=each.is_blocked,
            is_invited=each.record_id in invited,
            is_named=each.account_id in named or each.record_id in tried,
        )
        for each in asked
    ]


def _named(account_ids: Iterable[int | None], body: str) -> set[int]:
    """The accounts whose name or furigana stands in a text."""
    names = own_names(account_id for account_id in account_ids if account_id is not None)
    return {account_id for account_id, own in names.items() if any(names_in(body, own))}


def _named_often(record_ids: list[int], agency_id: int, now: datetime) -> set[int]:
    """Those of these records whom the agency's letters of the last days named again and again (AGY-044)."""
    lately = select(Dispatch.id).where(Dispatch.agency_id == agency_id, Dispatch.created_at >= now - NAMES_TRIED_WITHIN)
    left_out = select(DispatchEntry.record_id).where(DispatchEntry.left_out == LeftOut.IDENTIFIES.value)
    own = left_out.where(DispatchEntry.dispatch_id.in_(lately), DispatchEntry.record_id.in_(record_ids))
    often = own.group_by(DispatchEntry.record_id).having(func.count() >= MOST_NAMES_TRIED)
    return set(db.session.scalars(often))


def was_asked(thread_id: int) -> bool:
    """Whether the seeker wrote in a thread: what an agency answers (AGY-051)."""
    asked = exists().where(Message.thread_id == thread_id, Message.kind == MessageKind.QUESTION.value)
    return bool(db.session.scalar(select(asked)))


def names_of_record(record_id: int) -> tuple[str, ...]:
    """The names of the seeker behind a record; none where nobody has registered for it yet."""
    account_id = account_of(record_id)
    return own_names([account_id]).get(account_id, ()) if account_id is not None else ()
