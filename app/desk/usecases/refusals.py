"""Refusing a consultation by its content, refusing future use, and lifting that (KNG-42, KNG-43)."""

from app.booking.effects import refusals
from app.booking.effects.bans import lift_bans
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, take_up
from app.desk.terms.acts import Done, Order


@db.write
def refuse_booking(order: Order, reason: str) -> Done | ActRefusal:
    """Refuse a consultation by its content, also after the notice of completion, with a folded reason (KNG-43)."""
    taken = take_up(DeskAct.REFUSAL, order)
    if isinstance(taken, ActRefusal):
        return taken
    if not reason:
        return ActRefusal.REASON_NEEDED
    refusals.refuse(taken, reason)
    return done(DeskAct.REFUSAL, order)


@db.write
def refuse_future_use(order: Order, reason: str) -> Done | ActRefusal:
    """Refuse the person any future use of the office, with a folded reason, until somebody lifts it (KNG-42, KNG-50).

    Only from a booking nobody came to, or one that was stopped.
    """
    taken = take_up(DeskAct.BAN, order)
    if isinstance(taken, ActRefusal):
        return taken
    if not reason:
        return ActRefusal.REASON_NEEDED
    refusals.ban_person(taken, reason)
    return done(DeskAct.BAN, order)


@db.write
def lift_ban(order: Order) -> Done | ActRefusal:
    """Let the person use the office again (KNG-42)."""
    taken = take_up(DeskAct.BAN_END, order)
    if isinstance(taken, ActRefusal):
        return taken
    lift_bans(taken)
    return done(DeskAct.BAN_END, order)
