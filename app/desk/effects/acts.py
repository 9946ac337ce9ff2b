"""What every act of the desk on a booking begins and ends with, inside its transaction."""

from app.audit import effects as audit
from app.booking.effects import acts
from app.booking.effects.acts import Taken
from app.booking.terms.sessions import ActRefusal, DeskAct
from app.desk.queries.acts import still_belongs
from app.desk.terms.acts import Done, Order


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
