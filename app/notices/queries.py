"""Reading the outbox: deliveries for routines and the desk, and how long the oldest notice has waited."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_

from app.db import db
from app.notices.models import Outbox
from app.notices.rules import KEEP_TEXT, MAX_COPIES
from app.notices.terms import OPEN, PASSWORD_PLACE, Channel, Delivery, InboxMessage, State

MOST_ON_A_PAGE = 200
DAYS_OF_TEXT = KEEP_TEXT.days
"""How many days after it was settled the text of a mail is still there."""
TROUBLED = (State.REFUSED, State.NEEDS_HUMAN)


def deliveries_of(booking_number: str) -> list[Delivery]:
    """Every notice of a booking, oldest first."""
    return _deliveries(Outbox.booking_number == booking_number)


def deliveries_sent(kinds: Collection[str], since: datetime) -> list[Delivery]:
    """Notices of these kinds that were delivered at or after `since`, in order of delivery.

    Booking's routine confirms bookings by them (DESIGN 3.4).
    """
    sent = and_(Outbox.kind.in_(kinds), Outbox.state == State.SENT.value, Outbox.settled_at >= since)
    return sorted(_deliveries(sent), key=lambda delivery: (delivery.settled_at or since, delivery.id))


def deliveries_taken(booking_number: str) -> list[Delivery]:
    """The mails of a booking that a server has taken, oldest first: any of them may still come back."""
    taken = and_(Outbox.state == State.SENT.value, Outbox.channel == Channel.MAIL.value)
    return _deliveries(and_(Outbox.booking_number == booking_number, taken))


def deliveries_in_trouble(booking_numbers: Collection[str] | Select[tuple[str]] | None = None) -> list[Delivery]:
    """Notices that a server refused or that need a human, oldest first; only of these bookings where given."""
    troubled = Outbox.state.in_([state.value for state in TROUBLED])
    if booking_numbers is None:
        return _deliveries(troubled)
    return _deliveries(and_(troubled, Outbox.booking_number.in_(booking_numbers)))


def inbox_of(account_id: int, now: datetime, most: int = MOST_ON_A_PAGE) -> list[InboxMessage]:
    """The notices on somebody's MyPage, the newest first (NGS-47)."""
    newest = db.select(Outbox).where(of_page(account_id, now)).order_by(Outbox.settled_at.desc(), Outbox.id.desc())
    return [_message(row, now) for row in db.session.scalars(newest.limit(most))]


def find_on_page(account_id: int, ref: str, now: datetime) -> InboxMessage | None:
    """One notice of somebody's own page; None for another's as for one that is not there."""
    row = db.session.scalar(db.select(Outbox).where(of_page(account_id, now), named(ref)))
    return _message(row, now) if row else None


def accounts_told(kind: str, key_prefix: str) -> Select[Any]:
    """A SELECT of the accounts on whose pages a notice of this kind and cause stands, to be left out by a join."""
    return causes_told(kind, key_prefix).with_only_columns(Outbox.account_id).where(Outbox.account_id.is_not(None))


def causes_told(kind: str, key_prefix: str) -> Select[Any]:
    """A SELECT of the keys of every notice of this kind whose cause begins so, to be left out."""
    return db.select(Outbox.key).where(Outbox.kind == kind, Outbox.key.startswith(key_prefix, autoescape=True))


def unread_on_page(account_id: int, now: datetime) -> int:
    """How many notices of somebody's MyPage have not been read."""
    unread = db.select(func.count()).select_from(Outbox).where(of_page(account_id, now), Outbox.read_at.is_(None))
    return int(db.session.scalar(unread) or 0)


def oldest_unsent_age(now: datetime) -> timedelta | None:
    """How long the oldest open mail has been due; None where nothing waits (SECURITY F14: red over 10 minutes)."""
    since = due_since()
    oldest = db.session.scalar(db.select(since).where(is_open(), since <= now).order_by(since, Outbox.id).limit(1))
    return None if oldest is None else now - oldest


def count_by_state() -> dict[State, int]:
    """How many notices stand in each state, those without any as 0."""
    rows = db.session.execute(db.select(Outbox.state, func.count()).group_by(Outbox.state)).all()
    return {state: dict(rows).get(state.value, 0) for state in State}  # type: ignore[arg-type]


def anything_due(now: datetime, real: datetime) -> bool:
    """Whether a mail could be taken up now; a read, so that an idle worker holds no lock."""
    return db.session.scalar(db.select(Outbox.id).where(is_due(now, real)).limit(1)) is not None


def kinds_by_booking(cause: str, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each of these bookings the kinds of every notice posted for it with this cause, repeated ones repeated.

    A cause may go on after a colon: "meeting_info" is also that of its third address, "meeting_info:3". Copies that
    went to a corrected address (`effects.redirect`) are the same notice and not counted again.
    """
    key = db.literal("booking:") + Outbox.booking_number + db.literal(f":{cause}")
    wanted = or_(Outbox.key == key, Outbox.key.startswith(key + ":", autoescape=False))
    rows = db.session.execute(
        db.select(Outbox.booking_number, Outbox.kind)
        .where(Outbox.booking_number.in_(numbers), wanted, Outbox.key.not_like("%:address:%"))
        .order_by(Outbox.id)
    )
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for number, kind in rows:
        kinds[number].append(kind)
    return {number: tuple(found) for number, found in kinds.items()}


def mails_stuck(before: datetime) -> list[int]:
    """Outbox ids of mails still open although they were due before a moment of business time (SECURITY I6)."""
    return list(db.session.scalars(db.select(Outbox.id).where(is_open(), due_since() < before).order_by(Outbox.id)))


def mails_with_password() -> list[int]:
    """Outbox ids of mails whose kept text has no place for the password it should get, so may hold it (SECURITY R1)."""
    kept = db.select(Outbox).where(Outbox.fill_key_id.is_not(None), Outbox.body.is_not(None)).order_by(Outbox.id)
    return [row.id for row in db.session.scalars(kept) if PASSWORD_PLACE not in (row.body or "")]


def mails_without_text() -> list[int]:
    """Outbox ids of open mails that could not be sent as they are: no address or no text (SECURITY I8)."""
    bare = or_(Outbox.recipient.is_(None), Outbox.subject.is_(None), Outbox.body.is_(None))
    return list(db.session.scalars(db.select(Outbox.id).where(is_open(), bare).order_by(Outbox.id)))


def mails_over_copies() -> list[int]:
    """Outbox ids of mails that may have arrived more often than three times (SECURITY I7)."""
    return list(db.session.scalars(db.select(Outbox.id).where(Outbox.unsure > MAX_COPIES).order_by(Outbox.id)))


def of_page(account_id: int, now: datetime) -> ColumnElement[bool]:
    """The notices that stand on the MyPage of an account at `now`."""
    arrived = and_(Outbox.state == State.SENT.value, Outbox.settled_at <= now, Outbox.subject.is_not(None))
    return and_(Outbox.account_id == account_id, arrived)


def named(ref: str) -> ColumnElement[bool]:
    """The notice that `ref` names in addresses: what stands before the @ of its Message-ID."""
    return func.substr(Outbox.message_id, 2, len(ref) + 1) == f"{ref}@"


def due_since() -> ColumnElement[datetime]:
    """From when a mail may go out: a moment before it was posted makes it no older than it is."""
    return case((Outbox.not_before > Outbox.posted_at, Outbox.not_before), else_=Outbox.posted_at)


def is_open() -> ColumnElement[bool]:
    """The mails that may still go out."""
    return and_(Outbox.channel == Channel.MAIL.value, Outbox.state.in_([state.value for state in OPEN]))


def is_due(now: datetime, real: datetime) -> ColumnElement[bool]:
    """The open mails that may be taken up: `now` is business time, `real` the machine's."""
    waiting = and_(Outbox.state == State.WAITING.value, or_(Outbox.due_at.is_(None), Outbox.due_at <= real))
    abandoned = and_(Outbox.state == State.SENDING.value, Outbox.lease_until <= real)
    begun = or_(Outbox.not_before.is_(None), Outbox.not_before <= now)
    return and_(Outbox.channel == Channel.MAIL.value, begun, or_(waiting, abandoned))


def _deliveries(condition: ColumnElement[bool]) -> list[Delivery]:
    """Texts and addresses stay sealed: a delivery tells none of them."""
    rows = db.session.execute(db.select(*_TOLD).where(condition).order_by(Outbox.id)).all()
    return [_delivery(row) for row in rows]


def _message(row: Outbox, now: datetime) -> InboxMessage:
    shown = row.not_after is None or now <= row.not_after
    return InboxMessage(
        ref=row.message_id[1:].partition("@")[0],
        kind=row.kind,
        subject=row.subject or "",
        body=row.body if shown else None,
        arrived_at=row.settled_at or row.posted_at,
        read_at=row.read_at,
        booking_number=row.booking_number,
        language=row.language,
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(**{**row._asdict(), "channel": Channel(row.channel), "state": State(row.state)})


_TOLD = (
    Outbox.id,
    Outbox.kind,
    Outbox.key,
    Outbox.channel,
    Outbox.state,
    Outbox.booking_number,
    Outbox.posted_at,
    Outbox.settled_at,
    Outbox.attempts,
    Outbox.code,
)
