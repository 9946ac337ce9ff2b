"""What the end of an instant request takes with it, inside somebody's transaction (NGS-45, NGS-46, T12)."""

from datetime import datetime

from app.accounts.effects.people import release_phone
from app.booking.models.bookings import Booking
from app.booking.models.instant import InstantRequest
from app.db import db
from app.notices import effects as notices
from app.offices.terms import Channel


def cause_of(number: str) -> str:
    """Under what the telephone number is held for a request."""
    return f"booking:{number}"


def code_key(number: str) -> str:
    """The cause of the one notice that tells the access code of a request."""
    return f"booking:{number}:code"


def close_request(row: Booking, now: datetime) -> None:
    """Close the request of a booking of instant use: its code is shown to nobody, the telephone number is free."""
    request = db.session.get(InstantRequest, row.id) if row.channel == Channel.INSTANT else None
    if request is None or request.closed_at is not None:
        return
    request.closed_at = now
    notices.close_on_page(request.account_id, code_key(row.number), now)
    release_phone(request.account_id, cause_of(row.number))
