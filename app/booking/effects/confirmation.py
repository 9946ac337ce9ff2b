"""Confirming a booking, inside somebody's transaction: every way in comes through here (RULES (c))."""

from datetime import datetime

from app.booking.effects.bookings import change_state
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of
from app.booking.rules.mails import CONFIRMING
from app.booking.rules.state import may_be_confirmed
from app.booking.rules.ways import confirmed_by_arrival
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.states import BookingState
from app.kernel.moments import day_of
from app.notices.queries import deliveries_taken
from app.offices.effects.offices import record_consent
from app.offices.queries import offices
from app.offices.terms import Channel, ConsentKind, ConsentMode, Policy


def confirm_booking(
    row: Booking, *, at: datetime, by_whom: ByWhom, now: datetime, by_account_id: int | None = None
) -> bool:
    """Confirm a locked booking as of `at`; False, and nothing changed, where it does not wait or `at` is too late.

    `at` is when a reply came, an invitation was delivered, a date was fixed; it may lie before `now`, and it is what
    must be in time (MYK-20, NGS-15, KRS-24). Where the reply is the consent, it is recorded with it (MYK-19).
    """
    if not may_be_confirmed(facts_of(row), at):
        return False
    change_state(row, Change(to=BookingState.CONFIRMED, at=at, by_whom=by_whom, by_account_id=by_account_id), now)
    row.confirmed_at = at
    if _consents_by_reply(row):
        row.consented_at = at
        record_consent(
            row.terms_version_id,
            ConsentKind.EXPLICIT,
            now=at,
            booking_number=row.number,
            account_id=row.account_id,
        )
    return True


def take_confirmation_back(row: Booking, *, by: int, now: datetime) -> bool:
    """Let a locked booking wait again whose mail came back, if nothing else confirms it; whether it does (Q-16).

    It lapses as before: past its limit it is invalid at once (MYK-20, KRS-24).
    """
    arrived = any(each.kind in CONFIRMING for each in deliveries_taken(row.number))
    by_mail = confirmed_by_arrival(Channel(row.channel), _policy_of(row))
    if row.state != BookingState.CONFIRMED or not by_mail or arrived:
        return False
    change = Change(to=BookingState.REQUESTED, at=now, by_whom=ByWhom.STAFF, by_account_id=by, reason="不達")
    change_state(row, change, now)
    row.confirmed_at = None
    return True


def _consents_by_reply(row: Booking) -> bool:
    return _policy_of(row).consent_mode.get(Channel(row.channel)) is ConsentMode.REPLY


def _policy_of(row: Booking) -> Policy:
    return offices.policy_in_force(row.office_id, day_of(row.starts_at))
