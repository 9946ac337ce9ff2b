"""What a mailed code opens."""

from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment_of
from app.booking.terms.bookings import Appointment
from app.db import blind_index, db


def token_index(token: str) -> str:
    """The HMAC under which the token of a browser that asked is kept."""
    return blind_index("enquiry token", token)


def code_index(token: str, code: str) -> str:
    """The HMAC of a code, which is good for the browser that asked for it only."""
    return blind_index("enquiry code", f"{token} {code}")


def opened_by_code(number: str | None) -> Appointment | None:
    """The booking of a stored number that a mailed code can open: one without a password, with an address."""
    row = db.session.scalar(db.select(Booking).where(Booking.number == number, Booking.password_nonce.is_(None)))
    return appointment_of(row) if row and row.email else None


def opened_by(booking_id: int) -> Appointment:
    """The booking of an id, which must exist."""
    return appointment_of(db.session.get_one(Booking, booking_id))
