"""What every act of the desk on a booking begins and ends with, inside its transaction."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from sqlalchemy.exc import IntegrityError

from app.audit import effects as audit
from app.booking.effects import acts
from app.booking.effects.acts import Taken
from app.booking.effects.guards import refusal_of
from app.booking.terms.application import BookingRefusal
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.desk.queries.acts import still_belongs
from app.desk.terms.acts import Done, Order

P = ParamSpec("P")

GUARDED = {
    BookingRefusal.TAKEN: ActRefusal.TIME_TAKEN,
    BookingRefusal.SECOND_THAT_DAY: ActRefusal.SECOND_THAT_DAY,
}


def guarded(use_case: Callable[P, Done | ActRefusal]) -> Callable[P, Done | ActRefusal]:
    """Tell a constraint that another guard should have spared us as the refusal it stands for; nothing is changed."""

    @wraps(use_case)
    def told(*args: P.args, **kwargs: P.kwargs) -> Done | ActRefusal:
        try:
            return use_case(*args, **kwargs)
        except IntegrityError as error:
            ground = refusal_of(error)
            if ground is None:
                raise
            return GUARDED[ground]

    return told


def take_up(act: DeskAct, order: Order) -> Taken | ActRefusal:
    """Lock the booking and ask whether the order may be carried out; the refusal where not, and nothing is changed.

    Refused as well for somebody who does not belong to the office any more, whatever the page was opened with.
    """
    taken = acts.take_up(
        act, order.office_id, order.number, revision=order.revision, by=order.account_id, now=order.now
    )
    return taken if still_belongs(order.office_id, order.by, order.now) else ActRefusal.GRANT_ENDED


def done(act: DeskAct, order: Order, **detail: object) -> Done:
    """Put the act on record, by codes and moments only."""
    audit.record(
        f"desk.{act}",
        by=order.by,
        subject=f"booking:{order.number}",
        now=order.now,
        office_id=order.office_id,
        detail=detail,
    )
    return Done()
