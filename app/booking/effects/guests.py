"""Binding a browser to one booking, and letting it go."""

import secrets
from datetime import datetime, timedelta

from app.booking.models.guards import GuestSession
from app.booking.queries.guests import guest_index
from app.db import db

HOLDS_FOR = timedelta(hours=2)


def bind_guest(booking_id: int, *, by_password: bool, real_now: datetime) -> str:
    """Let a browser hold the booking for two real hours; the token for its cookie, of which we keep an HMAC."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        GuestSession(
            token=guest_index(token), booking_id=booking_id, by_password=by_password, ends_at=real_now + HOLDS_FOR
        )
    )
    return token


def release_guest(token: str) -> None:
    """Forget the browser of a token."""
    db.session.execute(db.delete(GuestSession).where(GuestSession.token == guest_index(token)))


def release_guests_of(booking_id: int) -> None:
    """Forget every browser that holds the booking: its address was replaced, or it is over."""
    db.session.execute(db.delete(GuestSession).where(GuestSession.booking_id == booking_id))


def forget_guests_until(real_now: datetime) -> int:
    """Forget every browser whose time was over at `real_now`; how many."""
    return int(db.session.execute(db.delete(GuestSession).where(GuestSession.ends_at <= real_now)).rowcount)
