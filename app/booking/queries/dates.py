"""What other capabilities ask about the dates of a booking, computed from the facts they hand in."""

from app.booking.rules.dates import (
    booking_close,
    confirmation_day,
    exception_until,
    invitation_due,
    meeting_info_due,
    reminder_day,
)

__all__ = [
    "booking_close",
    "confirmation_day",
    "exception_until",
    "invitation_due",
    "meeting_info_due",
    "reminder_day",
]
