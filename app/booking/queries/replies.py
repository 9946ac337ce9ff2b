"""Reading the links that count as a reply (MYK-19)."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.models.bookings import Booking
from app.booking.models.desk_records import ReplyLink
from app.booking.queries.bookings import record_of
from app.booking.terms.bookings import BookingRecord
from app.db import blind_index, db


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A booking for which a mail asked for a reply, with what has become of the link."""

    booking: BookingRecord
    ends_at: datetime
    used_at: datetime | None


def token_key(token: str) -> str:
    """The HMAC under which a link's token is kept."""
    return blind_index("reply link", token)


def asked_by(token: str) -> Asked | None:
    """What a link asks about; None for a token nobody was sent."""
    found = db.session.execute(
        db.select(ReplyLink, Booking)
        .join(Booking, Booking.id == ReplyLink.booking_id)
        .where(ReplyLink.token == token_key(token), Booking.forgotten_at.is_(None))
    ).first()
    if found is None:
        return None
    held, row = found
    return Asked(booking=record_of(row), ends_at=held.ends_at, used_at=held.used_at)


def was_asked(booking_id: int) -> bool:
    """Whether a mail has asked for a reply to the booking."""
    return asked_since(booking_id) is not None


def asked_since(booking_id: int) -> datetime | None:
    """When a mail first asked for a reply to the booking; None where none did."""
    first: datetime | None = db.session.scalar(
        db.select(db.func.min(ReplyLink.issued_at)).where(ReplyLink.booking_id == booking_id)
    )
    return first
