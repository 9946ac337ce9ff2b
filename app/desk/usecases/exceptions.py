"""Bookings outside what is set, handled one by one: kept as an exception, or called off (DESIGN 3.1)."""

from app.booking.effects import calling_off
from app.booking.queries.outside import outside_now
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import claim, db
from app.desk.effects.acts import done, take_up
from app.desk.models.exceptions import KeptOutside
from app.desk.terms.acts import Done, Order


@db.write
def keep_as_exception(order: Order, reason: str) -> Done | ActRefusal:
    """Hold a booking although it does not fit, with a folded reason; nothing changes for its person.

    Decided once for each ground: a page from before that decision is refused.
    """
    taken = take_up(DeskAct.EXCEPTION, order)
    if isinstance(taken, ActRefusal):
        return taken
    if not reason:
        return ActRefusal.REASON_NEEDED
    outside = outside_now(taken.row.id, order.now)
    if outside is None:
        return ActRefusal.NOT_OUTSIDE
    ground = {"booking_id": taken.row.id, "why": outside.why.value, "words": outside.text}
    if not claim(KeptOutside, **ground, reason=reason, kept_at=order.now, kept_by=order.account_id):
        return ActRefusal.ALREADY_KEPT
    calling_off.keep(taken)
    return done(DeskAct.EXCEPTION, order, why=outside.why.value)


@db.write
def call_booking_off(order: Order) -> Done | ActRefusal:
    """Take a booking back that the office cannot hold as it is set now, and tell its person."""
    taken = take_up(DeskAct.CALLING_OFF, order)
    if isinstance(taken, ActRefusal):
        return taken
    calling_off.call_off(taken)
    return done(DeskAct.CALLING_OFF, order)
