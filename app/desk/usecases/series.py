"""Suspicious series: found by a routine, refused by one press, or found to be in order (SECURITY T9, KNG-43)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects import refusals
from app.booking.effects.acts import Taken
from app.booking.queries.lines import lines_numbered
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import claim, db
from app.desk.effects.acts import done, take_up
from app.desk.effects.series import keep_alarm
from app.desk.models.series import Clearance
from app.desk.queries.series import offices_in_alarm, suspected, suspected_numbers
from app.desk.terms.acts import Order
from app.desk.terms.series import Batch, Handled, SeriesRefusal
from app.offices.queries.offices import list_offices

REASON = "まとめて取られた疑いのある予約のため"
"""Why the history of a booking says it was refused; its applicant is not told (KNG-43)."""


@db.write
def refuse_series(batch: Batch) -> tuple[Handled, ...]:
    """Refuse every booking of the batch that is still suspected; what became of each, in the order they were listed.

    The others are left as they are: changed meanwhile, found to be in order, another office's. One transaction.
    """
    taken, wanted = _taken_up(batch), suspected_numbers(batch.office_id, batch.now)
    return _finished(batch, {number: _refuse(order, held, wanted) for number, (order, held) in taken.items()})


@db.write
def clear_series(batch: Batch) -> tuple[Handled, ...]:
    """Find every booking of the batch to be in order, for good; the same answer."""
    taken, wanted = _taken_up(batch), suspected_numbers(batch.office_id, batch.now)
    return _finished(batch, {number: _clear(order, held, wanted) for number, (order, held) in taken.items()})


def watch_for_series(now: datetime) -> int:
    """Begin and end the alarm of every office; how many began."""
    lasting = offices_in_alarm()
    changed = [office.id for office in list_offices() if bool(suspected(office.id, now)) is not (office.id in lasting)]
    return sum(_watch(office_id, now) for office_id in changed)


_watch = db.write(keep_alarm)

Held = dict[str, tuple[Order, Taken | ActRefusal]]
"""By number the order and the booking under lock, or why it may not be acted upon."""


def _taken_up(batch: Batch) -> Held:
    """The office's bookings of the batch under lock, day by day in order, so that two batches never wait in a ring."""
    revisions = dict(batch.seen)
    lines = lines_numbered(batch.office_id, revisions, batch.now)
    orders = [
        Order(
            office_id=batch.office_id,
            number=line.number,
            revision=revisions[line.number],
            by=batch.by,
            now=batch.now,
        )
        for line in lines
    ]
    return {order.number: (order, take_up(DeskAct.REFUSAL, order)) for order in orders}


def _refuse(order: Order, held: Taken | ActRefusal, wanted: frozenset[str]) -> ActRefusal | SeriesRefusal | None:
    if isinstance(held, ActRefusal):
        return held
    if order.number not in wanted:
        return SeriesRefusal.NOT_SUSPECTED
    refusals.refuse(held, REASON)
    done(DeskAct.REFUSAL, order, ground="series")
    return None


def _clear(order: Order, held: Taken | ActRefusal, wanted: frozenset[str]) -> ActRefusal | SeriesRefusal | None:
    if isinstance(held, ActRefusal):
        return held
    if order.number not in wanted:
        return SeriesRefusal.NOT_SUSPECTED
    claim(Clearance, booking_id=held.row.id, cleared_at=order.now, cleared_by=order.account_id)
    subject = f"booking:{order.number}"
    audit.record("desk.suspicion_cleared", by=order.by, subject=subject, now=order.now, office_id=order.office_id)
    return None


def _finished(batch: Batch, outcomes: dict[str, ActRefusal | SeriesRefusal | None]) -> tuple[Handled, ...]:
    """The answer, and the alarm as it stands now; who does not belong to the office has changed nothing."""
    if None in outcomes.values():
        keep_alarm(batch.office_id, batch.now)
    missing = ActRefusal.NO_SUCH_BOOKING
    return tuple(Handled(number, outcomes.get(number, missing)) for number, _revision in dict(batch.seen).items())
