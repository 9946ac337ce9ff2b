"""次回予約: booking the next session at a session, and the call that tells of it (MYK-23, NGS-25, KRS-30)."""

from app.booking.effects.acts import hold_days
from app.booking.effects.follow_up import book_next, tick_call
from app.booking.terms.fixing import NextBooking
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, guarded, take_up
from app.desk.effects.exceptions import keep_reason
from app.desk.terms.acts import Done, Order
from app.kernel.moments import day_of
from app.offices.effects.policies import lock_office


@guarded
@db.write
def book_follow_up(order: Order, wish: NextBooking) -> Done | ActRefusal:
    """Book the next session; it stands at once. A reason given is kept as 申し送り of the new booking (Q-02)."""
    if wish.url:
        lock_office(order.office_id)
    hold_days(order.office_id, order.number, day_of(wish.starts_at))
    taken = take_up(DeskAct.FOLLOW_UP, order)
    if isinstance(taken, ActRefusal):
        return taken
    booked = book_next(taken, wish)
    if isinstance(booked, ActRefusal):
        return booked
    if wish.reason:
        keep_reason(booked.id, wish.reason, by=order.account_id, now=order.now)
    return done(DeskAct.FOLLOW_UP, order, told_by=wish.told_by.value, exception=bool(wish.reason))


@db.write
def record_call(order: Order) -> Done | ActRefusal:
    """Tick off that the person was told by telephone (NGS-25)."""
    taken = take_up(DeskAct.CALL, order)
    if isinstance(taken, ActRefusal):
        return taken
    tick_call(taken)
    return done(DeskAct.CALL, order)
