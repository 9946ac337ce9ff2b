"""Which bookings follow one another (次回予約), and where the terms were read when one was taken down."""

from app.booking.models.bookings import Booking
from app.booking.models.desk_records import IntakeRecord
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.intake import TermsRead
from app.db import db


def previous_number(booking: BookingRecord) -> str:
    """The number of the booking at whose session this one was made; empty where it follows none."""
    if booking.follows_id is None:
        return ""
    return db.session.scalar(db.select(Booking.number).where(Booking.id == booking.follows_id)) or ""


def next_numbers(booking_id: int) -> tuple[str, ...]:
    """The numbers of the bookings that were made at this one's session."""
    rows = db.select(Booking.number).where(Booking.follows_id == booking_id).order_by(Booking.id)
    return tuple(db.session.scalars(rows))


def terms_read_of(booking_id: int) -> TermsRead | None:
    """Where the caller had read the terms; None where nobody asked (NGS-21)."""
    way = db.session.scalar(db.select(IntakeRecord.terms_read).where(IntakeRecord.booking_id == booking_id))
    return TermsRead(way) if way else None
