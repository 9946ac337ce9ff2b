"""A letter to many: the list frozen, then sent part by part with fresh checks, one transaction each (AGY-060)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import BigInteger, Select, String, case, exists, insert, literal, select, update

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency, with_agency_held
from app.audit import effects as audit
from app.db import db, table_of
from app.kernel.numbers import BODY_BITS, public_number
from app.kernel.roles import Identity
from app.messages.effects.inviting import invite, ready
from app.messages.effects.sending import keep_text
from app.messages.models.messages import Dispatch, DispatchEntry, MessageText
from app.messages.terms.messages import CAP, DispatchState, Identifies, Invited, LeftOut, SendRefusal
from app.web import idempotency

AT_ONCE = CAP
"""So many people of one transaction: a day's thousand, in a dozen statements."""
RUNNING = DispatchState.RUNNING.value


@dataclass(frozen=True, kw_only=True)
class Press:
    """The press of a confirmation page: its token, and the hash of what the page said (DESIGN 3.7)."""

    token: str
    content: str


class OtherContent:
    """The token was pressed for another letter: nothing was done."""


@db.write
@by_right
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
    agency = lock_agency(agency_id)
    told = ready(agency_id, agency.stop_count, body, by=by.account_id or 0, now=now)
    if not isinstance(told, tuple):
        return told
    dispatch = Dispatch(
        number=public_number(secrets.randbits(BODY_BITS)),
        agency_id=agency_id,
        text_id=keep_text(body, now),
        state=RUNNING,
        stop_count=agency.stop_count,
        created_at=now,
        created_by=by.account_id,
    )
    db.session.add(dispatch)
    db.session.flush()
    listed = table_of(list(enumerate(asked)), position=BigInteger(), record_id=BigInteger())
    rows = select(literal(dispatch.id), listed.c.position, listed.c.record_id).order_by(listed.c.position)
    db.session.execute(insert(DispatchEntry).from_select(["dispatch_id", "position", "record_id"], rows))
    detail: dict[str, object] = {"count": len(asked)}
    audit.record("messages.dispatch_started", by=by, subject=f"dispatch:{dispatch.number}", now=now, detail=detail)
    return dispatch.number


@db.write
def send_next_part(number: str, *, now: datetime) -> DispatchState:
    """Send the next part of a dispatch; how the whole stands now.

    A part is sent once, however many press or work at it. Where nothing more may go out (service closed, thousand
    sent) it pauses with the rest kept; under another count of stops it is over for good.
    """
    texts = select(Dispatch, MessageText.body).join(MessageText, MessageText.id == Dispatch.text_id)
    held = with_agency_held(texts.where(Dispatch.number == number), Dispatch.agency_id)
    dispatch, body, agency = db.session.execute(held).one()
    if dispatch.state != RUNNING:
        return DispatchState(dispatch.state)
    if dispatch.stop_count != agency.stop_count:
        return _comes_to(dispatch, DispatchState.CANCELLED)
    told = ready(agency.id, agency.stop_count, body, by=dispatch.created_by, now=now)
    if not isinstance(told, tuple):
        return _comes_to(dispatch, DispatchState.PAUSED)
    letter, quota = told
    outcome = invite(
        replace(letter, text_id=dispatch.text_id), quota, _waiting(dispatch.id), body, now, listed_in=dispatch.id
    )
    return _settle(dispatch, outcome)


def _settle(dispatch: Dispatch, outcome: Invited | SendRefusal) -> DispatchState:
    """Keep what became of each; those past the cap go on waiting."""
    if not isinstance(outcome, Invited):
        return _comes_to(dispatch, DispatchState.PAUSED)
    left_out = {record_id: why for record_id, why in outcome.left_out.items() if why is not LeftOut.OVER_CAP}
    sent = ((record_id, thread_id, None) for record_id, thread_id in outcome.threads.items())
    if settled := [*sent, *((record_id, None, why.value) for record_id, why in left_out.items())]:
        told = table_of(settled, record_id=BigInteger(), thread_id=BigInteger(), left_out=String())
        own = DispatchEntry.dispatch_id == dispatch.id, DispatchEntry.record_id == told.c.record_id
        db.session.execute(
            update(DispatchEntry).where(*own).values(thread_id=told.c.thread_id, left_out=told.c.left_out)
        )
    is_full = len(left_out) < len(outcome.left_out)
    return _comes_to(dispatch, DispatchState.PAUSED if is_full else DispatchState.RUNNING)


def _comes_to(dispatch: Dispatch, state: DispatchState) -> DispatchState:
    """Write the new state; one with nobody waiting is done, unless it is over anyway."""
    waits = exists(_waiting(dispatch.id))
    is_over = state is DispatchState.CANCELLED
    told = literal(state.value) if is_over else case((waits, state.value), else_=DispatchState.DONE.value)
    written = update(Dispatch).where(Dispatch.id == dispatch.id).values(state=told).returning(Dispatch.state)
    return DispatchState(db.session.scalars(written).one())


def _waiting(dispatch_id: int) -> Select[int]:
    """The records of the next part, in the order of the list."""
    rows = select(DispatchEntry.record_id).where(DispatchEntry.dispatch_id == dispatch_id)
    waiting = rows.where(DispatchEntry.thread_id.is_(None), DispatchEntry.left_out.is_(None))
    return waiting.order_by(DispatchEntry.position).limit(AT_ONCE)


@db.write
@by_right
def resume_dispatch(number: str, *, by: Identity, now: datetime) -> DispatchState:
    """Let a paused dispatch go on with the rest of its list (a new day, a service open again)."""
    dispatch = _held(number)
    if dispatch.state == DispatchState.PAUSED.value:
        dispatch.state = RUNNING
        audit.record("messages.dispatch_resumed", by=by, subject=f"dispatch:{number}", now=now)
    return DispatchState(dispatch.state)


@db.write
@by_right
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
