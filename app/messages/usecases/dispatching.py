"""A letter to many: the list frozen, then sent part by part with fresh checks, one transaction each (AGY-060)."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert, select

from app.audit import effects as audit
from app.db import db
from app.kernel.numbers import BODY_BITS, public_number
from app.kernel.roles import Identity
from app.messages.effects.inviting import invite, ready
from app.messages.effects.sending import Letter, keep_text
from app.messages.models.messages import Dispatch, DispatchEntry, MessageText
from app.messages.terms.messages import DispatchState, Identifies, Invited, LeftOut, SendRefusal
from app.web import idempotency

AT_ONCE = 100
"""So many people of one transaction: nobody who answers meanwhile waits long for the counter."""
RUNNING = DispatchState.RUNNING.value


@dataclass(frozen=True, kw_only=True)
class Press:
    """The press of a confirmation page: its token, and the hash of what the page said (DESIGN 3.7)."""

    token: str
    content: str


class OtherContent:
    """The token was pressed for another letter: nothing was done."""


@db.write
def start_dispatch(
    agency_id: int, record_ids: Iterable[int], body: str, *, by: Identity, now: datetime, press: Press | None = None
) -> str | SendRefusal | Identifies | OtherContent:
    """Freeze the list and the text; its number, under which the parts are sent. Nothing has gone out yet.

    The same `press` again gives the same number.
    """
    begun = idempotency.begin(press.token, press.content, now) if press else None
    if isinstance(begun, idempotency.Answered):
        return begun.answer
    if isinstance(begun, idempotency.Different):
        return OtherContent()
    started = _start(agency_id, list(dict.fromkeys(record_ids)), body, by, now)
    if press and isinstance(started, str):
        idempotency.store(press.token, started)
    return started


def _start(agency_id: int, asked: list[int], body: str, by: Identity, now: datetime) -> str | SendRefusal | Identifies:
    letter = ready(agency_id, body, by=by.account_id or 0, now=now)
    if not isinstance(letter, Letter):
        return letter
    dispatch = Dispatch(
        number=public_number(secrets.randbits(BODY_BITS)),
        agency_id=agency_id,
        text_id=keep_text(body, now),
        state=RUNNING,
        stop_count=letter.stop_count,
        created_at=now,
        created_by=by.account_id,
    )
    db.session.add(dispatch)
    db.session.flush()
    rows = [{"dispatch_id": dispatch.id, "position": place, "record_id": each} for place, each in enumerate(asked)]
    if rows:
        db.session.execute(insert(DispatchEntry), rows)
    detail: dict[str, object] = {"count": len(asked)}
    audit.record("messages.dispatch_started", by=by, subject=f"dispatch:{dispatch.number}", now=now, detail=detail)
    return dispatch.number


@db.write
def send_next_part(number: str, *, now: datetime) -> DispatchState:
    """Send the next part of a dispatch; how the whole stands now.

    A part is sent once, however many press or work at it. Where nothing more may go out (service closed, thousand
    sent) it pauses with the rest kept; under another count of stops it is over for good.
    """
    dispatch = _held(number)
    entries = _waiting(dispatch.id) if dispatch.state == RUNNING else []
    if entries:
        dispatch.state = _send(dispatch, entries, now).value
        db.session.flush()
    if dispatch.state == RUNNING and not _waiting(dispatch.id):
        dispatch.state = DispatchState.DONE.value
    db.session.flush()
    return DispatchState(dispatch.state)


def _send(dispatch: Dispatch, entries: Sequence[DispatchEntry], now: datetime) -> DispatchState:
    body = db.session.get_one(MessageText, dispatch.text_id).body
    letter = ready(dispatch.agency_id, body, by=dispatch.created_by, now=now, stop_count=dispatch.stop_count)
    if letter is SendRefusal.STOPPED_SINCE:
        return DispatchState.CANCELLED
    if not isinstance(letter, Letter):
        return DispatchState.PAUSED
    kept, ids = replace(letter, text_id=dispatch.text_id), [each.record_id for each in entries]
    outcome = invite(kept, ids, body, now, only_held=True)
    if not isinstance(outcome, Invited):
        return DispatchState.PAUSED
    _settle(entries, outcome)
    return DispatchState.PAUSED if LeftOut.OVER_CAP in outcome.left_out.values() else DispatchState.RUNNING


def _settle(entries: Sequence[DispatchEntry], outcome: Invited) -> None:
    """Keep what became of each; those past the cap go on waiting. A record that is gone is not offered any more."""
    for entry in entries:
        entry.thread_id = outcome.threads.get(entry.record_id)
        why = outcome.left_out.get(entry.record_id, LeftOut.NOT_OFFERED)
        entry.left_out = None if entry.thread_id is not None or why is LeftOut.OVER_CAP else why.value
    db.session.flush()


def _waiting(dispatch_id: int) -> Sequence[DispatchEntry]:
    rows = select(DispatchEntry).where(DispatchEntry.dispatch_id == dispatch_id)
    waiting = rows.where(DispatchEntry.thread_id.is_(None), DispatchEntry.left_out.is_(None))
    return db.session.scalars(waiting.order_by(DispatchEntry.position).limit(AT_ONCE)).all()


@db.write
def resume_dispatch(number: str, *, by: Identity, now: datetime) -> DispatchState:
    """Let a paused dispatch go on with the rest of its list (a new day, a service open again)."""
    dispatch = _held(number)
    if dispatch.state == DispatchState.PAUSED.value:
        dispatch.state = RUNNING
        audit.record("messages.dispatch_resumed", by=by, subject=f"dispatch:{number}", now=now)
    return DispatchState(dispatch.state)


@db.write
def cancel_dispatch(number: str, *, by: Identity, now: datetime) -> DispatchState:
    """End a dispatch with what has gone out; the rest of its list is never written to."""
    dispatch = _held(number)
    if dispatch.state in (RUNNING, DispatchState.PAUSED.value):
        dispatch.state = DispatchState.CANCELLED.value
        audit.record("messages.dispatch_cancelled", by=by, subject=f"dispatch:{number}", now=now)
    return DispatchState(dispatch.state)


def _held(number: str) -> Dispatch:
    held = select(Dispatch).where(Dispatch.number == number).with_for_update()
    return db.session.execute(held.execution_options(populate_existing=True)).scalar_one()
