"""A person who did not come: the contact that was, and returning the booking the same day (KNG-41, DESIGN 3.8)."""

from datetime import datetime

from app.booking.effects.no_shows import add_contact, reinstate
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, take_up
from app.desk.terms.acts import Done, Order


@db.write
def record_contact(order: Order, contacted_at: datetime) -> Done | ActRefusal:
    """Record that the person was in contact at `contacted_at`, whenever that is entered.

    Before the ten minutes were over it undoes the no-show, written down or not; later it is on record only.
    """
    taken = take_up(DeskAct.CONTACT, order)
    if isinstance(taken, ActRefusal):
        return taken
    return add_contact(taken, contacted_at) or done(DeskAct.CONTACT, order, at=contacted_at.isoformat())


@db.write
def return_booking(order: Order, reason: str) -> Done | ActRefusal:
    """Return a no-show of today to a booking that stands, with a folded reason, as a row of its history."""
    taken = take_up(DeskAct.REINSTATEMENT, order)
    if isinstance(taken, ActRefusal):
        return taken
    if not reason:
        return ActRefusal.REASON_NEEDED
    reinstate(taken, reason)
    return done(DeskAct.REINSTATEMENT, order)
