"""What may be done with a booking now, for the page that offers it."""

from datetime import datetime

from app.booking.queries.bookings import message_of
from app.booking.queries.outside import outside_now
from app.booking.queries.sessions import act_facts, referral_of, session_of, standing_ban
from app.booking.rules.meeting import url_in, words_in
from app.booking.rules.session import branch_of, open_acts
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.sessions import ActFacts, ActsNow
from app.offices.terms import Policy


def acts_of(booking: BookingRecord, policy: Policy, now: datetime) -> ActsNow:
    """The acts a press at `now` would do, by the very rules the press is decided on, and what is on record."""
    message = message_of(booking.id) or ""
    return ActsNow(
        open=open_acts(_facts(booking, now), policy, now),
        session=session_of(booking.id),
        referral=referral_of(booking.id),
        ban=standing_ban(booking.id),
        branch=branch_of(booking.workplace, policy),
        message_url=url_in(message),
        message_words=words_in(message),
    )


def _facts(booking: BookingRecord, now: datetime) -> ActFacts:
    outside = outside_now(booking.id, now) is not None
    return act_facts(booking.id, booking.facts, booking.channel, booking.applicant_type, outside=outside)
