"""Who is booked beyond the seats of a day."""

from datetime import date, datetime

from app.booking.queries.outside import bookings_ahead, crowded
from app.booking.terms.outside import HeldBooking


def left_over(office_id: str, day: date, capacity: int, now: datetime) -> tuple[HeldBooking, ...]:
    """The bookings of a day, still to come, at times for which more are booked than `capacity` seats."""
    ahead = bookings_ahead(office_id, now, day, day)
    over = set(crowded((booking.session for booking in ahead), capacity))
    return tuple(booking for booking in ahead if booking.session in over)
