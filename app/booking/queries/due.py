"""What time asks for: bookings whose mails are due, or whose state time has changed."""

from datetime import date, datetime, time, timedelta

from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment_of
from app.booking.terms.bookings import Appointment
from app.booking.terms.states import UNDECIDED, BookingState
from app.db import db
from app.kernel.moments import at


def waiting_for_reminder(first: date, last: date) -> tuple[Appointment, ...]:
    """Confirmed bookings for the days from `first` to `last` that were not reminded yet, in order of time."""
    midnight = time(0)
    rows = db.session.scalars(
        db.select(Booking)
        .where(
            Booking.state == BookingState.CONFIRMED,
            Booking.reminded_at.is_(None),
            Booking.starts_at >= at(first, midnight),
            Booking.starts_at < at(last + timedelta(days=1), midnight),
        )
        .order_by(Booking.starts_at, Booking.id)
    )
    return tuple(appointment_of(row) for row in rows)


def numbers_changed_by_time(now: datetime) -> tuple[str, ...]:
    """Numbers of bookings whose limit or start was so long ago that their state may have changed, oldest first."""
    missed = db.and_(Booking.state == BookingState.CONFIRMED, ~Booking.excused, Booking.missed_from <= now)
    lapsed = db.and_(Booking.state.in_(sorted(UNDECIDED)), Booking.lapses_from <= now)
    numbers = db.session.scalars(
        db.select(Booking.number).where(db.or_(missed, lapsed)).order_by(Booking.starts_at, Booking.id)
    )
    return tuple(numbers)
