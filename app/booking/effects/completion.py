"""What a completed application is told at once, inside somebody's transaction."""

from datetime import datetime

from app.booking.effects.mails import post_mails
from app.booking.effects.telling import tell_way_in
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment
from app.booking.rules.mails import mails_on_completion
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.changes import Occasion
from app.db import db
from app.offices.terms import CompletionMail, Office, Policy


def tell_of_completion(booking: BookingRecord, office: Office, policy: Policy, now: datetime) -> None:
    """Post what the office sends at once (KNG-26, KNG-28); where it confirms by a mail, that one (MYK-21)."""
    if policy.completion_mail is CompletionMail.CONFIRMATION_MAIL:
        tell_way_in(db.session.get_one(Booking, booking.id), policy, now)
        return
    occasion = Occasion(cause="completed", now=now)
    post_mails(mails_on_completion(policy), appointment(booking), office, policy, occasion)
