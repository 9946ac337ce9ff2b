"""Who holds which booking: the guest's cookie, looked up by its HMAC."""

from datetime import datetime

from app.booking.models.bookings import Booking
from app.booking.models.guards import GuestSession
from app.booking.queries.retention import shows_contact
from app.booking.rules.state import may_be_looked_up
from app.db import blind_index, db
from app.kernel.roles import Identity, Role


def guest_index(token: str) -> str:
    """The HMAC under which a cookie's token is kept."""
    return blind_index("guest session", token)


def find_guest(token: str, *, now: datetime, real_now: datetime) -> tuple[str, bool] | None:
    """The number of the booking a cookie holds and whether the password was given; None once it has ended.

    It ends after two real hours, and with the day after the consultation, as number and password do (SECURITY R1).
    """
    row = db.session.execute(
        db.select(Booking.number, Booking.starts_at, GuestSession.by_password)
        .join(GuestSession, GuestSession.booking_id == Booking.id)
        .where(GuestSession.token == guest_index(token), GuestSession.ends_at > real_now)
    ).first()
    return (row.number, row.by_password) if row and may_be_looked_up(row.starts_at, now) else None


def guest_identity(number: str) -> Identity:
    """The person who holds one booking and nothing else."""
    return Identity(roles=frozenset({Role.GUEST}), booking_number=number)


def is_own(number: str, account_id: int, now: datetime) -> bool:
    """Whether an account booked it itself, at an office whose bookings need no password to be opened.

    Past the date of its names and words it is nobody's any more (DESIGN 3.11).
    """
    own = (Booking.number == number, Booking.account_id == account_id, Booking.password_nonce.is_(None))
    row = db.session.execute(db.select(Booking.office_id, Booking.starts_at).where(*own)).first()
    return row is not None and shows_contact(row.office_id, row.starts_at, now)
