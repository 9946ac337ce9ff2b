"""What a list of the desk tells of bookings besides their lines: whom they wish for, how their person is told."""

from collections.abc import Iterable

from app.booking.models.bookings import Booking
from app.booking.terms.bookings import ToldBy
from app.db import db


def nominations_of(ids: Iterable[int]) -> dict[int, int]:
    """The nominated counselor of those bookings that wish for one (NGS-20)."""
    named = Booking.nominated_counselor_id
    asked = db.select(Booking.id, named).where(Booking.id.in_(tuple(ids)), named.is_not(None)).order_by(Booking.id)
    return dict(db.session.execute(asked).all())  # type: ignore[arg-type]


def ways_told_of(ids: Iterable[int]) -> dict[int, ToldBy]:
    """How the person of each next booking is told (NGS-25)."""
    asked = db.select(Booking.id, Booking.told_by).where(Booking.id.in_(tuple(ids)), Booking.told_by.is_not(None))
    return {booking_id: ToldBy(way) for booking_id, way in db.session.execute(asked.order_by(Booking.id))}
