"""What a completed application is told at once, inside somebody's transaction."""

from datetime import datetime

from app.booking.effects.mails import post_mails
from app.booking.effects.telling import tell_way_in
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment
from app.booking.rules.dates import meeting_info_due, reminder_day, still_ahead
from app.booking.rules.mails import mails_on_completion
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.changes import Occasion
from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.offices.terms import CompletionMail, Office, Policy


def tell_of_completion(
    booking: BookingRecord, office: Office, policy: Policy, calendar: Calendar, now: datetime
) -> None:
    """Post what the office sends at once (KNG-26, KNG-28); where it confirms by a mail, that one (MYK-21)."""
    if policy.completion_mail is CompletionMail.CONFIRMATION_MAIL:
        tell_way_in(db.session.get_one(Booking, booking.id), policy, now)
        return
    occasion = Occasion(cause="completed", now=now, words=still_to_come(booking.starts_at, policy, calendar, now))
    post_mails(mails_on_completion(policy), appointment(booking), office, policy, occasion)


def still_to_come(starts_at: datetime, policy: Policy, calendar: Calendar, now: datetime) -> dict[str, object]:
    """What the guidance tells of the days ahead: the address of the consultation, the mails of the day before.

    What staff take down late is promised no day that is over (KNG-27, KNG-30, KNG-32).
    """
    day, today = day_of(starts_at), day_of(now)
    return {
        "info_by": still_ahead(meeting_info_due(day, policy, calendar).value, today),
        "reminder_on": still_ahead(reminder_day(day, policy, calendar).value, today),
    }
