"""What the constraints behind the rules of booking stand for, where another guard should have spared us them."""

from sqlalchemy.exc import IntegrityError

from app.booking.terms.application import BookingRefusal
from app.db import violated_constraint


def refusal_of(error: IntegrityError) -> BookingRefusal | None:
    """The refusal that a broken constraint stands for; None where it is none of a time's or of a person's day."""
    broken = violated_constraint(error)
    if "person_day" in broken:
        return BookingRefusal.SECOND_THAT_DAY
    return BookingRefusal.TAKEN if "uq_booking_held_seat" in broken or "booking.seat_no" in broken else None
