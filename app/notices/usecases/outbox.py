"""Taking a mail out of the outbox and writing down what came of it (DESIGN 3.4, SECURITY 3.3)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, update

from app.db import db
from app.notices.models import Outbox
from app.notices.queries import is_due
from app.notices.rules import KEEP_TEXT, LEASE, OpenNotice, state_after, verdict, wait_after
from app.notices.terms import BOUNCED, OPEN, Channel, Letter, Outcome, PasswordFill, Result, State, Verdict
from app.notices.transport.receipts import Receipt

FINAL = [state.value for state in State if state not in OPEN]


@db.write
def claim_letter(now: datetime, real: datetime) -> Letter | None:
    """Take the next due mail under a lease of ours; None where none is due.

    The attempt is counted here, before anything is sent. Mails found past their use or out of tries are settled
    on the way. `now` is business time, `real` the machine's.
    """
    while (row := _next_due(now, real)) is not None:
        facts = OpenNotice(unsure=row.unsure, first_try_at=row.first_try_at, not_after=row.not_after)
        match verdict(facts, now, real):
            case Verdict.SEND:
                return _leased(row, real)
            case Verdict.EXPIRE:
                _settle(row, State.EXPIRED, now)
            case Verdict.ASK_HUMAN:
                _settle(row, State.NEEDS_HUMAN, now)
        db.session.flush()
    return None


@db.write
def conclude(letter: Letter, result: Result, now: datetime, real: datetime) -> None:
    """Write down what an attempt came to.

    Sent is sent whoever holds the lease by now: a mark that could be refused would send the mail again
    (SECURITY finding 4). Anything else counts only while the attempt is the latest.
    """
    row = db.session.get_one(Outbox, letter.outbox_id, with_for_update=True, populate_existing=True)
    if row.state == State.SENT.value:
        return
    if result.outcome is Outcome.SENT:
        _settle(row, State.SENT, now, result.code)
        return
    if result.outcome is not Outcome.UNKNOWN:
        row.unsure -= 1
    if row.state != State.SENDING.value or row.attempts != letter.attempt:
        return
    state = state_after(result.outcome, row.unsure)
    if state is not State.WAITING:
        _settle(row, state, now, result.code)
        return
    row.state, row.code, row.lease_until = state.value, result.code, None
    row.due_at = real + wait_after(row.attempts)


@db.write
def conclude_taken(receipt: Receipt) -> None:
    """Write down as sent, at the moment of its receipt, what a server took from a worker that was killed.

    Not where it came back since, and not where it was put back to those waiting: it is to be sent anew then.
    """
    own = Outbox.message_id == receipt.message_id, Outbox.first_try_at <= receipt.real
    row = db.session.scalar(db.select(Outbox).where(*own).with_for_update())
    if row is not None and row.state != State.SENT.value and row.code != BOUNCED:
        _settle(row, State.SENT, receipt.now, "250")


@db.write
def note_read(now: datetime, real: datetime, *, beside: Collection[str]) -> int:
    """Write down as sent what was due at `now`, except that of the bookings `beside`; how many.

    Only for the past that the demo makes up: its mails were read and thrown away long ago, and none of them is sent.
    """
    others = or_(Outbox.booking_number.is_(None), Outbox.booking_number.not_in(beside))
    sent = {"state": State.SENT.value, "settled_at": now, "attempts": 1, "first_try_at": real, "code": "file"}
    return int(db.session.execute(update(Outbox).where(is_due(now, real), others).values(sent)).rowcount)  # type: ignore[attr-defined]


@db.write
def purge_texts(now: datetime) -> int:
    """Take address, subject and text out of mails settled more than seven days ago; how many."""
    statement = update(Outbox).where(
        Outbox.channel == Channel.MAIL.value,
        Outbox.state.in_(FINAL),
        Outbox.settled_at < now - KEEP_TEXT,
        Outbox.body.is_not(None),
    )
    return int(db.session.execute(statement.values(recipient=None, subject=None, body=None)).rowcount)  # type: ignore[attr-defined]


def _next_due(now: datetime, real: datetime) -> Outbox | None:
    found: Outbox | None = db.session.scalar(
        db.select(Outbox)
        .where(is_due(now, real))
        .order_by(Outbox.attempts, Outbox.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return found


def _leased(row: Outbox, real: datetime) -> Letter:
    row.state = State.SENDING.value
    row.attempts += 1
    row.unsure += 1
    row.first_try_at = row.first_try_at or real
    row.lease_until = real + LEASE
    return Letter(
        outbox_id=row.id,
        attempt=row.attempts,
        kind=row.kind,
        message_id=row.message_id,
        to=row.recipient or "",
        subject=row.subject or "",
        body=row.body or "",
        fill=_fill(row),
    )


def _fill(row: Outbox) -> PasswordFill | None:
    if row.fill_key_id is None or row.fill_booking is None or row.fill_nonce is None:
        return None
    return PasswordFill(key_id=row.fill_key_id, booking=row.fill_booking, nonce=row.fill_nonce)


def _settle(row: Outbox, state: State, now: datetime, code: str = "") -> None:
    row.state, row.settled_at, row.lease_until, row.due_at = state.value, now, None, None
    row.code = code or row.code
