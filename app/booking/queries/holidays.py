"""Bookings of a day that has become a holiday."""

from datetime import datetime

from app.booking.models.bookings import Booking
from app.db import db


def bookings_on(begins: datetime, ends: datetime) -> list[tuple[str, str, datetime]]:
    """Office, number and moment of each booking that holds a seat between two moments, in order."""
    held = db.select(Booking.office_id, Booking.number, Booking.starts_at).where(
        Booking.holds_seat, Booking.starts_at >= begins, Booking.starts_at < ends
    )
    return [tuple(row) for row in db.session.execute(held.order_by(Booking.office_id, Booking.starts_at, Booking.id))]
