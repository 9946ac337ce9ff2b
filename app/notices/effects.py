"""Posting a notice, and taking it back, in the transaction of the fact it tells of (DESIGN 3.4)."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, func, update

from app.config import Settings
from app.db import claim_each, db
from app.kernel.languages import DEFAULT
from app.notices.models import Outbox
from app.notices.queries import TROUBLED, named, of_page
from app.notices.rules import UNTRIED, filling, is_one_address, opening
from app.notices.terms import BOUNCED, OPEN, PASSWORD_PLACE, Channel, PasswordFill, State
from app.notices.wording import worded


class NotOneAddress(Exception):
    """A caller posted to something that is not exactly one address, or to no account's page."""


def post(kind: str, **given: Any) -> bool:
    """Put one notice into the outbox; False where this kind and key is there already. Takes what `notice` takes."""
    return post_together(notice(kind, **given)) == 1


def post_together(*notices: Mapping[str, object]) -> int:
    """Put notices into the outbox in one statement; how many of them were not there already."""
    return claim_each(Outbox, notices) if notices else 0


def notice(
    kind: str,
    *,
    key: str,
    to: str = "",
    template: str,
    context: Mapping[str, object],
    language: str,
    now: datetime,
    channel: Channel | str = Channel.MAIL,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    fill: PasswordFill | None = None,
    booking_number: str | None = None,
    account_id: int | None = None,
) -> dict[str, object]:
    """A notice for the outbox, worded and sealed now.

    `kind` is the catalogue's id ("M-KNG-1"), `key` its cause ("booking:K3…:completed"), `template` a file of
    templates/mail without ".txt". With `fill` the template's `password` is a place kept for the derived password.
    A notice on MyPage stands on the page of `account_id` from its commit, or from `not_before`, and its text is shown
    up to `not_after`. Raises `NotOneAddress` for a mail to anything else, and for a page of nobody.
    """
    channel = Channel(channel)
    if account_id is None if channel is Channel.MYPAGE else not is_one_address(to):
        raise NotOneAddress(kind)
    subject, body = worded(template, {**context, **({"password": PASSWORD_PLACE} if fill else {})}, language)
    row = {"kind": kind, "key": key, "language": language, "booking_number": booking_number, "recipient": to}
    row |= {"account_id": account_id if channel is Channel.MYPAGE else None, "read_at": None}
    row |= {"subject": subject, "body": body, "message_id": new_message_id(), "attempts": 0, "unsure": 0, "code": ""}
    row |= {"posted_at": now, "not_before": not_before, "not_after": not_after}
    return {**row, **opening(channel, max(now, not_before or now)), **filling(fill)}


def new_message_id() -> str:
    """A Message-ID that names nothing but our mail domain; kept through every attempt (SECURITY I7)."""
    settings: Settings = current_app.extensions["settings"]
    return f"<{uuid.uuid4().hex}@{settings.mail_from.rpartition('@')[2]}>"


def site_message(template: str, context: Mapping[str, object]) -> str:
    """The text of a message on the site, which its own capability keeps."""
    return worded(template, context, DEFAULT)[1]


def void(
    *,
    now: datetime,
    booking_number: str | None = None,
    key_prefix: str | None = None,
    kinds: Collection[str] | None = None,
) -> int:
    """Take back every notice that has not gone out: of a booking, of a cause, or both; only `kinds` where given.

    How many were taken back. A mail being sent at this very moment may still arrive; it is then recorded as sent.
    """
    if booking_number is None and key_prefix is None:
        raise ValueError("void needs a booking or a cause")
    statement = update(Outbox).where(Outbox.state.in_([state.value for state in OPEN]))
    if booking_number is not None:
        statement = statement.where(Outbox.booking_number == booking_number)
    if key_prefix is not None:
        statement = statement.where(Outbox.key.startswith(key_prefix, autoescape=True))
    if kinds is not None:
        statement = statement.where(Outbox.kind.in_(kinds))
    done = db.session.execute(statement.values(state=State.VOID.value, settled_at=now, lease_until=None))
    return int(done.rowcount)


def mark_read(account_id: int, ref: str, now: datetime) -> bool:
    """Keep when somebody read a notice on the own page; the first time counts. False for another's or none."""
    mine = update(Outbox).where(of_page(account_id, now), named(ref))
    done = db.session.execute(mine.values(read_at=func.coalesce(Outbox.read_at, now)))
    return int(done.rowcount) == 1


def close_on_page(account_id: int, key_prefix: str, now: datetime) -> int:
    """Take the text of notices of a cause off somebody's page: what they told counts no more; how many.

    That there was a notice, and its subject, can still be seen.
    """
    theirs = update(Outbox).where(Outbox.account_id == account_id, Outbox.body.is_not(None))
    theirs = theirs.where(Outbox.key.startswith(key_prefix, autoescape=True))
    return int(db.session.execute(theirs.values(body=None, not_after=now)).rowcount)


def empty_page(account_id: int) -> None:
    """Take every text off the page of an account that is closed."""
    db.session.execute(update(Outbox).where(Outbox.account_id == account_id).values(subject=None, body=None))


def send_again(delivery_id: int, booking_number: str, now: datetime, *, to: str, fill: PasswordFill | None) -> bool:
    """Put a booking's mail that is in trouble back to those waiting, for `to`, as if it had never been tried.

    False where it is not in trouble, its text is gone, it would be of no use any more, or it was for another address
    and a later one of its kind tells what is true now. A password that belongs to it is filled in by `fill`.
    """
    mail = db.session.scalar(_held(Outbox.id == delivery_id, Outbox.booking_number == booking_number))
    if mail is None or State(mail.state) not in TROUBLED or not _is_of_use(mail, now):
        return False
    if mail.recipient != to:
        if db.session.scalar(_later(mail)) is not None:
            return False
        mail.message_id = new_message_id()
    fresh = {"recipient": to, "state": State.WAITING.value, **UNTRIED}
    for name, value in (fresh | filling(fill) if mail.fill_key_id is not None else fresh).items():
        setattr(mail, name, value)
    return True


def bounce(delivery_id: int, booking_number: str, now: datetime) -> bool:
    """Record that a booking's mail came back after a server had taken it; False where it is not one that was sent."""
    sent = update(Outbox).where(Outbox.id == delivery_id, Outbox.booking_number == booking_number)
    taken = sent.where(Outbox.state == State.SENT.value, Outbox.channel == Channel.MAIL.value)
    back = taken.values(state=State.REFUSED.value, code=BOUNCED, settled_at=now)
    return int(db.session.execute(back).rowcount) == 1


def give_up(delivery_id: int, booking_number: str, now: datetime) -> bool:
    """Leave a booking's mail that is in trouble unsent for good; False where it is not in trouble."""
    troubled = Outbox.state.in_([state.value for state in TROUBLED])
    mine = update(Outbox).where(Outbox.id == delivery_id, Outbox.booking_number == booking_number, troubled)
    return int(db.session.execute(mine.values(state=State.VOID.value, settled_at=now)).rowcount) == 1


def redirect(
    booking_number: str, to: str, *, cause: str, now: datetime, fill: PasswordFill | None, but: Collection[str] = ()
) -> int:
    """Take back whatever of a booking did not reach its address, and post the same to the right one.

    Posted is what is of use at `now`, with `fill` where a password belongs, except the kinds of `but`; how many. A
    mail being sent at this very moment may still arrive at the old address; the new one gets its own all the same.
    """
    undelivered = Outbox.state.in_([state.value for state in (*OPEN, *TROUBLED)])
    held = db.session.scalars(_held(Outbox.booking_number == booking_number, undelivered)).all()
    again = [_copy(mail, to, cause, now, fill) for mail in held if _is_of_use(mail, now) and mail.kind not in but]
    for mail in held:
        mail.state, mail.settled_at, mail.lease_until = State.VOID.value, now, None
    db.session.flush()
    return post_together(*again)


def _held(*conditions: ColumnElement[bool]) -> Select[tuple[Outbox]]:
    """The notices under these conditions, oldest first, read anew and kept from everybody else."""
    mails = db.select(Outbox).where(*conditions).order_by(Outbox.id).with_for_update()
    return mails.execution_options(populate_existing=True)


def _later(mail: Outbox) -> Select[tuple[int]]:
    """Later notices of its kind for the same booking that were not taken back."""
    same = (Outbox.booking_number == mail.booking_number, Outbox.kind == mail.kind, Outbox.id > mail.id)
    return db.select(Outbox.id).where(*same, Outbox.state != State.VOID.value).limit(1)


def _is_of_use(mail: Outbox, now: datetime) -> bool:
    return mail.body is not None and (mail.not_after is None or mail.not_after > now)


def _copy(mail: Outbox, to: str, cause: str, now: datetime, fill: PasswordFill | None) -> dict[str, object]:
    row = {column.key: getattr(mail, column.key) for column in Outbox.__mapper__.column_attrs if column.key != "id"}
    row |= {"key": f"{mail.key}:{cause}", "recipient": to, "message_id": new_message_id(), "posted_at": now}
    row |= {**UNTRIED, "lease_until": None, **opening(Channel.MAIL, now)}
    return row | filling(fill) if mail.fill_key_id is not None else row
