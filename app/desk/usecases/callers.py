"""What a caller asks for: taking a booking back, another mail address."""

from app.booking.effects import callers
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.db import db
from app.desk.effects.acts import done, guarded, take_up
from app.desk.terms.acts import Done, Order


@db.write
def withdraw_by_call(order: Order) -> Done | ActRefusal:
    """Take a booking back for a caller, as long as it waits or stands (MYK-25, NGS-37, KRS-31)."""
    taken = take_up(DeskAct.WITHDRAWAL, order)
    if isinstance(taken, ActRefusal):
        return taken
    callers.withdraw(taken)
    return done(DeskAct.WITHDRAWAL, order)


@guarded
@db.write
def correct_address(order: Order, email: str) -> Done | ActRefusal:
    """Put a folded address in the place of a wrong one; the old password is refused from then on (SECURITY T30)."""
    taken = take_up(DeskAct.ADDRESS, order)
    if isinstance(taken, ActRefusal):
        return taken
    refused = callers.replace_address(taken, email)
    return refused or done(DeskAct.ADDRESS, order)
