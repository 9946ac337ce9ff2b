"""日時の調整: fixing date, counselor and address of a request (NGS-22), and the kind of a session."""

from app.booking.effects.acts import hold_days
from app.booking.effects.arrangement import arrange
from app.booking.effects.sessions import set_kind
from app.booking.terms.bookings import SessionKind
from app.booking.terms.fixing import Arrangement
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, guarded, take_up
from app.desk.effects.exceptions import keep_reason
from app.desk.terms.acts import Done, Order
from app.kernel.moments import day_of
from app.offices.effects.policies import lock_office


@guarded
@db.write
def arrange_request(order: Order, wish: Arrangement) -> Done | ActRefusal:
    """Fix the date: the booking stands and one invitation goes out. A reason given is kept as 申し送り (Q-02)."""
    lock_office(order.office_id)
    hold_days(order.office_id, order.number, day_of(wish.starts_at))
    taken = take_up(DeskAct.ARRANGEMENT, order)
    if isinstance(taken, ActRefusal):
        return taken
    refused = arrange(taken, wish)
    if refused is not None:
        return refused
    if wish.reason:
        keep_reason(taken.row.id, wish.reason, by=order.account_id, now=order.now)
    return done(DeskAct.ARRANGEMENT, order, counselor=wish.counselor_id, exception=bool(wish.reason))


@db.write
def set_session_kind(order: Order, kind: SessionKind) -> Done | ActRefusal:
    """相談の種類: give the session one of the kinds the office offers (MYK-02, NGS-32, KRS-21)."""
    taken = take_up(DeskAct.KIND, order)
    if isinstance(taken, ActRefusal):
        return taken
    return set_kind(taken, kind) or done(DeskAct.KIND, order, kind=kind.value)
