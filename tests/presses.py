"""Presses at the desk, for the tests: an order as the page of a booking makes it now.

suzuki = presses.counselor()
session.admit(presses.order(number, clock, suzuki))
presses.facts(number)           state as it stands in the table, revision, seat
"""

from app.booking.models.bookings import BookingStateRow
from app.booking.models.sessions import SessionRow
from app.db import db
from app.desk.terms.acts import Order
from app.kernel.roles import Identity, Role
from tests import bookings
from tests.factories import enlist
from tests.harness.clock import FrozenClock

URL = "https://ken.webex.com/meet/roudou"


def counselor(key: str = "suzuki", office: str = "kanagawa", role: Role = Role.COUNSELOR) -> Identity:
    """Somebody of the cast at their office."""
    return Identity(roles=frozenset({role}), account_id=enlist(key)[key], offices=frozenset({office}))


def order(
    number: str, clock: FrozenClock, by: Identity, *, revision: int | None = None, office: str = "kanagawa"
) -> Order:
    """A press of this moment, from a page that is up to date."""
    known = bookings.row_of(number).revision if revision is None else revision
    return Order(office_id=office, number=number, revision=known, by=by, now=clock.now())


def facts(number: str) -> tuple[str, bool, int]:
    """State and seat as written, and the revision."""
    row = bookings.row_of(number)
    return row.state, row.holds_seat, row.revision


def history(number: str) -> list[tuple[str, str, str]]:
    """Every change of state: from, to, by whom."""
    row = bookings.row_of(number)
    changes = db.select(BookingStateRow).where(BookingStateRow.booking_id == row.id).order_by(BookingStateRow.id)
    return [(each.from_state, each.to_state, each.by_whom) for each in db.session.scalars(changes)]


def session_row(number: str) -> SessionRow:
    """What is on record of a consultation."""
    booking_id = bookings.row_of(number).id
    found = db.select(SessionRow).where(SessionRow.booking_id == booking_id)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()
