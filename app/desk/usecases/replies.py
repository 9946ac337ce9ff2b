"""返信受領: a reply that somebody has read (MYK-19, Q-15)."""

from datetime import datetime

from app.booking.effects.replies import take_reply
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, guarded, take_up
from app.desk.terms.acts import Done, Order


@guarded
@db.write
def record_reply(order: Order, received_at: datetime) -> Done | ActRefusal:
    """Confirm a booking as of the moment its reply was received; consent counts from then.

    One received by the limit counts also where it is entered after it, as long as the time is still free.
    """
    taken = take_up(DeskAct.REPLY, order)
    if isinstance(taken, ActRefusal):
        return taken
    refused = take_reply(taken.row, received_at, by=order.account_id, now=order.now)
    return refused or done(DeskAct.REPLY, order, received=received_at.isoformat())
