"""What a completed application is told at once, inside somebody's transaction."""

from collections.abc import Iterable
from datetime import datetime

from app.booking.effects.mails import post_mails
from app.booking.effects.telling import tell_way_in
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment
from app.booking.rules.dates import meeting_info_due, reminder_day, still_ahead
from app.booking.rules.mails import mails_on_completion
from app.booking.terms.bookings import Appointment, BookingRecord
from app.booking.terms.changes import Occasion
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries import offices
from app.offices.terms import CompletionMail, Office, Policy


def tell_of_completion(booking: BookingRecord, office: Office, policy: Policy, now: datetime) -> None:
    """Post what the office sends at once (KNG-26, KNG-28); where it confirms by a mail, that one (MYK-21)."""
    if policy.completion_mail is CompletionMail.CONFIRMATION_MAIL:
        tell_way_in(db.session.get_one(Booking, booking.id), policy, now)
        return
    guide(mails_on_completion(policy), appointment(booking), office, policy, cause="completed", now=now)


def guide(
    kinds: Iterable[str], booking: Appointment, office: Office, policy: Policy, *, cause: str, now: datetime
) -> None:
    """Post guidance, telling what is still to come: the address of the consultation and the mails of the day before.

    What staff take down late is promised no day that is over (KNG-27, KNG-30, KNG-32).
    """
    day, today, calendar = day_of(booking.starts_at), day_of(now), offices.calendar_of(office.id)
    words = {
        "info_by": still_ahead(meeting_info_due(day, policy, calendar).value, today),
        "reminder_on": still_ahead(reminder_day(day, policy, calendar).value, today),
    }
    post_mails(kinds, booking, office, policy, Occasion(cause=cause, now=now, words=words))
