"""Holding a consultation: 入室許可, 電話切替, 終了, 本所・支所の案内, 取り止め."""

from app.booking.effects.registrations import switch_to_hellowork
from app.booking.effects.sessions import add_referral, begin_session, end_session, stop_session, switch_to_phone
from app.booking.terms.sessions import ActRefusal, DeskAct, Direction, Ending, ProhibitedAct
from app.db import db
from app.desk.effects.acts import done, take_up
from app.desk.terms.acts import Done, Order


@db.write
def admit(order: Order) -> Done | ActRefusal:
    """Permit entry: the only thing that starts a consultation (KNG-35)."""
    taken = take_up(DeskAct.ADMISSION, order)
    if isinstance(taken, ActRefusal):
        return taken
    begin_session(taken)
    return done(DeskAct.ADMISSION, order)


@db.write
def go_on_by_telephone(order: Order) -> Done | ActRefusal:
    """Switch a consultation that is going on to the telephone (KNG-37); it goes on."""
    taken = take_up(DeskAct.TELEPHONE, order)
    if isinstance(taken, ActRefusal):
        return taken
    switch_to_phone(taken)
    return done(DeskAct.TELEPHONE, order)


@db.write
def finish(order: Order, ending: Ending, direction: Direction | None = None) -> Done | ActRefusal:
    """End a consultation with what came of it; with 継続対応要 goes the guidance to a branch (KNG-36)."""
    taken = take_up(DeskAct.COMPLETION, order)
    if isinstance(taken, ActRefusal):
        return taken
    reason = ending.reason.value if ending.reason else None
    refused = end_session(taken, ending, direction)
    if refused is not None:
        return refused
    registered = {"registration": "hellowork"} if switch_to_hellowork(taken) else {}
    return done(DeskAct.COMPLETION, order, outcome=ending.outcome.value, reason=reason, **registered)


@db.write
def refer(order: Order, direction: Direction) -> Done | ActRefusal:
    """Put the guidance of a finished consultation anew; what was told before stays on record (KNG-36)."""
    taken = take_up(DeskAct.REFERRAL, order)
    if isinstance(taken, ActRefusal):
        return taken
    add_referral(taken, direction)
    return done(DeskAct.REFERRAL, order, kind=direction.kind.value)


@db.write
def stop(order: Order, found: ProhibitedAct, reason: str = "", *, ban: bool = False) -> Done | ActRefusal:
    """Break a consultation off for a prohibited act; `ban`, with a folded reason, refuses future use (KNG-50)."""
    taken = take_up(DeskAct.STOP, order)
    if isinstance(taken, ActRefusal):
        return taken
    refused = stop_session(taken, found, reason, ban=ban)
    return refused or done(DeskAct.STOP, order, letter=found.name.lower(), ban=ban)
