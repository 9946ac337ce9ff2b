"""Confirming a booking by the link of the mail that asked for a reply (MYK-19, Q-15, SECURITY T12)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.bookings import locked_booking
from app.booking.effects.confirmation import confirm_booking
from app.booking.effects.replies import use_link
from app.booking.queries.guests import guest_identity
from app.booking.queries.replies import asked_by
from app.booking.terms.changes import ByWhom
from app.booking.terms.fixing import ReplyOutcome
from app.booking.terms.states import BookingState
from app.db import db


@db.write
def reply_by_link(token: str, now: datetime) -> ReplyOutcome | None:
    """Press the button behind a link: the terms are agreed to and the booking stands; None for an unknown token.

    The link is used up before anything else happens, so that two presses never do two things.
    """
    asked = asked_by(token)
    if asked is None:
        return None
    used = use_link(token, now)
    row = locked_booking(asked.booking.number)
    if row is None:
        return None
    if row.state == BookingState.CONFIRMED:
        return ReplyOutcome.ALREADY
    if not used:
        return ReplyOutcome.OVER
    if not confirm_booking(row, at=now, by_whom=ByWhom.APPLICANT, now=now):
        return ReplyOutcome.NOT_WAITING
    by = guest_identity(row.number)
    audit.record("booking.replied", by=by, subject=f"booking:{row.number}", now=now, office_id=row.office_id)
    return ReplyOutcome.CONFIRMED
