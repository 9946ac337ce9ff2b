"""What only the demo does with bookings."""

from collections.abc import Iterable
from datetime import datetime

from app.db import db
from app.notices import effects as notices


@db.write
def forget_old_mails(numbers: Iterable[str], now: datetime) -> None:
    """Take back the mails of bookings that the demo made in the past: their applicants read them long ago."""
    for number in numbers:
        notices.void(now=now, booking_number=number)
