"""Taking a caller's application down at the desk (KNG-17, KNG-19, Q-02)."""

from sqlalchemy.exc import IntegrityError

from app.audit import effects as audit
from app.booking.effects.guards import refusal_of
from app.booking.effects.intake import take_down
from app.booking.terms.application import BookingRefusal
from app.booking.terms.intake import ReasonNeeded, TakenDown
from app.booking.terms.sessions import ActRefusal
from app.db import db
from app.desk.effects.exceptions import keep_reason
from app.desk.queries.acts import still_belongs
from app.desk.terms.intake import Call, GrantEnded, Noted, PageUsed
from app.offices.effects.policies import lock_office
from app.web import idempotency

Outcome = Noted | ReasonNeeded | BookingRefusal | ActRefusal | PageUsed | GrantEnded


def take_call(call: Call) -> Outcome:
    """Book for a caller; pressing again gives the same booking.

    The reason of an exception stands as 申し送り beside the booking, for everybody of the office. Refused for
    somebody who does not belong to the office any more, whatever the page was opened with (SECURITY T6). A constraint
    that another guard should have spared us is told as the refusal it stands for.
    """
    try:
        return _take_call(call)
    except IntegrityError as error:
        ground = refusal_of(error)
        if ground is None:
            raise
        return ground


@db.write
def _take_call(call: Call) -> Outcome:
    if not still_belongs(call.office_id, call.by, call.now):
        return GrantEnded()
    begun = idempotency.begin(call.token, call.content, call.now)
    if isinstance(begun, idempotency.Answered):
        return Noted(begun.answer)
    if isinstance(begun, idempotency.Different):
        return PageUsed()
    if call.url:
        lock_office(call.office_id)
    taken = take_down(call.intake())
    if not isinstance(taken, TakenDown):
        return taken
    if taken.waivers:
        keep_reason(taken.booking.id, call.reason, by=call.intake().by, now=call.now)
    _record(taken, call)
    idempotency.store(call.token, taken.booking.number)
    return Noted(taken.booking.number)


def _record(taken: TakenDown, call: Call) -> None:
    """Put the call on record, with codes only."""
    audit.record(
        "desk.call_taken",
        by=call.by,
        subject=f"booking:{taken.booking.number}",
        now=call.now,
        office_id=call.office_id,
        detail={"channel": call.channel.value} | {waiver.value: True for waiver in taken.waivers},
    )
