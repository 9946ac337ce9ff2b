"""Recording a contact, and taking a no-show back, inside somebody's transaction (KNG-41, DESIGN 3.8)."""

from datetime import datetime

from app.booking.effects.acts import Taken
from app.booking.effects.bookings import change_state
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of
from app.booking.rules.no_show import earliest_contact, ground_against_contact, undoes_no_show
from app.booking.rules.state import change_by_time
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState


def write_down_time(row: Booking, now: datetime) -> None:
    """Write down what time made of a locked booking, with the moment it became true; nothing where it made nothing."""
    change = change_by_time(facts_of(row), now)
    if change is not None:
        change_state(row, Change(to=change.state, at=change.at, by_whom=ByWhom.TIME), now)


def add_contact(taken: Taken, contacted_at: datetime) -> ActRefusal | None:
    """Keep the moment of a contact; in time, it takes back a no-show that was written down already."""
    ground = ground_against_contact(contacted_at, taken.now)
    if ground is not None:
        return ground
    row, facts = taken.row, facts_of(taken.row)
    row.contacted_at = earliest_contact(facts, contacted_at)
    row.revision += 1
    if undoes_no_show(facts, contacted_at):
        _return(taken, None)
    return None


def reinstate(taken: Taken, reason: str) -> None:
    """Return a no-show to a booking that stands; its seat was never given away (DESIGN 3.2)."""
    write_down_time(taken.row, taken.now)
    taken.row.excused = True
    _return(taken, reason)


def _return(taken: Taken, reason: str | None) -> None:
    change = Change(
        to=BookingState.CONFIRMED, at=taken.now, by_whom=ByWhom.STAFF, by_account_id=taken.by, reason=reason
    )
    change_state(taken.row, change, taken.now)
