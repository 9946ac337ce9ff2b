"""What opens a booking: number and derived password (KNG-29, SECURITY R1)."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.models.bookings import Booking
from app.columns import installed_keys
from app.db import blind_index, db
from app.kernel.sealing import derived_password

TICKET_SIGNS = 16
NOBODY = "0000000000"


@dataclass(frozen=True)
class Lock:
    """The password of a number, and the booking it opens; `booking_id` is None for a number nobody has."""

    booking_id: int | None
    starts_at: datetime | None
    password: str


def lock_of(number: str | None) -> Lock:
    """The lock behind a number; an unknown one costs the same work and has a password nobody knows."""
    row = db.session.execute(
        db.select(Booking.id, Booking.starts_at, Booking.password_key_id, Booking.password_nonce).where(
            Booking.number == (number or NOBODY), Booking.password_nonce.is_not(None)
        )
    ).first()
    ring = installed_keys().booking_password
    if row is None:
        return Lock(None, None, derived_password(ring, ring.current, number or NOBODY, ""))
    return Lock(
        row.id, row.starts_at, derived_password(ring, row.password_key_id, number or NOBODY, row.password_nonce)
    )


def enquiry_ticket(number: str) -> str:
    """What the link in the owner's mails carries, so that strangers' wrong tries never shut the owner out (T13)."""
    return blind_index("enquiry ticket", number)[:TICKET_SIGNS]
