"""Entering 伝達事項 and telling of it, inside somebody's transaction (KNG-30, KNG-31)."""

from datetime import datetime

from app.booking.effects.acts import Taken
from app.booking.effects.telling import tell_way_in
from app.booking.models.bookings import Booking, StaffMessage
from app.booking.queries.bookings import message_of
from app.booking.queries.sessions import urls_in_use
from app.booking.rules.meeting import meeting_url, message_with
from app.booking.terms.sessions import ActRefusal
from app.db import db
from app.offices.terms import Policy


def enter_message(taken: Taken, url: str, words: str) -> ActRefusal | None:
    """Put an address as it was pasted, and folded words, in the place of what was there, and tell by mail.

    Refused: no address or a foreign one, what stands there already, and the address of another open booking of the
    office, whose lock the caller holds.
    """
    row = taken.row
    address = usable_address(url, row.office_id, taken.policy, taken.now, beside=row.id)
    if isinstance(address, ActRefusal):
        return address
    message = message_with(address, words)
    if message == message_of(row.id):
        return ActRefusal.MESSAGE_UNCHANGED
    put_message(row, message, by=taken.by, now=taken.now)
    row.revision += 1
    tell_way_in(row, taken.policy, taken.now)
    return None


def usable_address(
    url: str, office_id: str, policy: Policy, now: datetime, *, beside: int | None = None
) -> str | ActRefusal:
    """A pasted address as it is kept, or why it cannot be given to a booking; `beside` is the booking itself."""
    address = meeting_url(url, policy.meeting_hosts)
    if isinstance(address, ActRefusal):
        return address
    return ActRefusal.URL_IN_USE if address in urls_in_use(office_id, now, beside=beside) else address


def put_message(row: Booking, text: str, *, by: int, now: datetime) -> None:
    """Write 伝達事項 of a booking, in the place of what was there."""
    message = db.session.get(StaffMessage, row.id) or StaffMessage(booking_id=row.id)
    message.text, message.entered_at, message.entered_by, message.told_at = text, now, by, now
    db.session.add(message)
