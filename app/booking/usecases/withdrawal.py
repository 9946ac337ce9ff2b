"""Taking a booking back on the site (KNG-38 to KNG-40)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.bookings import change_state, locked_booking
from app.booking.effects.mails import post_mails
from app.booking.queries.bookings import appointment_of, facts_of
from app.booking.rules.mails import mails_on_withdrawal
from app.booking.rules.state import ground_against_withdrawal, is_call_asked
from app.booking.terms.application import WithdrawalRefusal
from app.booking.terms.changes import ByWhom, Change, Occasion
from app.booking.terms.outcomes import NotWithdrawn, Withdrawn
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.queries import offices
from app.offices.terms import Channel


@db.write
def withdraw_booking(number: str, by: Identity, now: datetime) -> Withdrawn | NotWithdrawn:
    """Withdraw the booking of a stored number: seat and day are free, mails of the day before are taken back.

    Works until the booked time (KNG-38), posts the notice of withdrawal (KNG-39), and tells whether a call is asked
    for as well (KNG-40). A second press changes nothing. Whether `by` may act on the booking is asked by the view.
    """
    row = locked_booking(number)
    if row is None:
        return NotWithdrawn(WithdrawalRefusal.NOT_LIVE)
    policy = offices.policy_in_force(row.office_id, day_of(row.starts_at))
    ground = ground_against_withdrawal(facts_of(row), policy, Channel(row.channel), now)
    if ground is not None:
        return NotWithdrawn(ground)
    change_state(row, Change(to=BookingState.CANCELLED, at=now, by_whom=ByWhom.APPLICANT), now)
    occasion = Occasion(cause="withdrawn", now=now, call_asked=is_call_asked(policy, row.starts_at, now))
    office = offices.get_office(row.office_id)
    post_mails(mails_on_withdrawal(policy), appointment_of(row), office, policy, occasion)
    audit.record("booking.withdrawn", by=by, subject=f"booking:{number}", now=now, office_id=row.office_id)
    return Withdrawn(occasion.call_asked)
