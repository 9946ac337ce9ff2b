"""情報通知: the address of the consultation into 伝達事項, and the mail that it is there (KNG-30, KNG-31)."""

from app.booking.effects.messages import enter_message
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, take_up
from app.desk.terms.acts import Done, Order
from app.offices.effects.policies import lock_office


@db.write
def tell_meeting_info(order: Order, url: str, words: str = "") -> Done | ActRefusal:
    """Enter the address and post the notice; again whenever either changes, once for each content.

    `url` is as it was pasted, `words` folded. The office is held, so that two bookings never get one address.
    """
    lock_office(order.office_id)
    taken = take_up(DeskAct.MEETING_INFO, order)
    if isinstance(taken, ActRefusal):
        return taken
    return enter_message(taken, url, words) or done(DeskAct.MEETING_INFO, order)
