"""The desk's side of instant use: who is free now, accepting, declining, the call, the end (NGS-42, NGS-45)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.instant import (
    TakenRequest,
    accept_request,
    end_request,
    note_call,
    set_busy,
    set_free,
    take_counselor,
    take_up_request,
    tell_code,
)
from app.booking.queries.instant import (
    ground_against_acceptance,
    ground_against_call,
    ground_against_declining,
    ground_against_ending,
    open_hours,
    situation_now,
)
from app.booking.terms.instant import AnswerRefusal
from app.booking.terms.states import BookingState
from app.db import db
from app.desk.queries.acts import still_belongs
from app.desk.terms.acts import Done
from app.desk.terms.instant import Acceptance, Reply
from app.kernel.roles import Identity

Outcome = Done | AnswerRefusal


@db.write
def say_free(office_id: str, by: Identity, now: datetime, *, free: bool) -> Outcome:
    """Say that one can, or can no longer, take a consultation at once; it counts for today (NGS-42)."""
    if by.account_id is None or not still_belongs(office_id, by, now):
        return AnswerRefusal.GRANT_ENDED
    if free:
        set_free(office_id, by.account_id, now)
    else:
        set_busy(office_id, by.account_id)
    detail: dict[str, object] = {"free": free}
    subject = f"office:{office_id}"
    audit.record("desk.instant_free_said", by=by, subject=subject, now=now, office_id=office_id, detail=detail)
    return Done()


@db.write
def accept(reply: Reply, acceptance: Acceptance) -> Outcome:
    """Accept a request: the session opens now for a counselor who is free, and the code goes its one way (NGS-45).

    Of two who accept one request, or take one counselor, at once, one does.
    """
    taken = _taken(reply)
    if isinstance(taken, AnswerRefusal):
        return taken
    refused = ground_against_acceptance(taken.facts, taken.agreed, taken.newest, taken.policy, reply.now)
    if refused is not None:
        return refused
    hours = open_hours(situation_now(reply.office_id, reply.now), reply.now)
    if hours.minutes == 0:
        return AnswerRefusal.OVER
    if not take_counselor(reply.office_id, acceptance.counselor_id, reply.now):
        return AnswerRefusal.COUNSELOR_TAKEN
    accept_request(taken, acceptance.way, acceptance.counselor_id, hours, reply.account_id)
    if acceptance.code is not None:
        tell_code(taken, acceptance.code)
    return _done("accepted", reply, way=acceptance.way.value)


@db.write
def decline(reply: Reply, reason: str) -> Outcome:
    """Decline a request, with a folded reason that the person is not told (NGS-42)."""
    taken = _taken(reply)
    if isinstance(taken, AnswerRefusal):
        return taken
    refused = ground_against_declining(taken.facts, reply.now)
    if refused is not None:
        return refused
    end_request(taken, BookingState.REFUSED, reply.account_id, reason)
    return _done("declined", reply)


@db.write
def tell_by_call(reply: Reply) -> Outcome:
    """Note that the registered number was called and the code told (NGS-45)."""
    taken = _taken(reply)
    if isinstance(taken, AnswerRefusal):
        return taken
    refused = ground_against_call(taken.facts, taken.request.given, reply.now)
    if refused is not None:
        return refused
    note_call(taken, reply.account_id)
    return _done("called", reply)


@db.write
def end_without_session(reply: Reply) -> Outcome:
    """End a request whose person called to take it back, or never came in (NGS-37).

    The code dies, the telephone number is free again.
    """
    taken = _taken(reply)
    if isinstance(taken, AnswerRefusal):
        return taken
    refused = ground_against_ending(taken.facts, reply.now)
    if refused is not None:
        return refused
    end_request(taken, BookingState.CANCELLED, reply.account_id, None)
    return _done("ended", reply)


def _taken(reply: Reply) -> TakenRequest | AnswerRefusal:
    """The request under lock; another office's is not there, and who left the office does nothing (T5, T6)."""
    taken = take_up_request(reply.number, reply.now)
    if taken is None or taken.row.office_id != reply.office_id:
        return AnswerRefusal.NO_SUCH_REQUEST
    return taken if still_belongs(reply.office_id, reply.by, reply.now) else AnswerRefusal.GRANT_ENDED


def _done(what: str, reply: Reply, **detail: object) -> Done:
    audit.record(
        f"desk.instant_{what}",
        by=reply.by,
        subject=f"booking:{reply.number}",
        now=reply.now,
        office_id=reply.office_id,
        detail=detail,
    )
    return Done()
