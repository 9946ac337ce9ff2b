"""Entering 伝達事項 and telling of it, inside somebody's transaction (KNG-30, KNG-31)."""

from app.booking.effects.acts import Taken
from app.booking.effects.mails import post_mails
from app.booking.models.bookings import StaffMessage
from app.booking.queries.bookings import appointment_of, message_of
from app.booking.queries.sessions import urls_in_use
from app.booking.rules.mails import MEETING_INFO, mails_on_message
from app.booking.rules.meeting import meeting_url, message_with
from app.booking.terms.changes import Occasion
from app.booking.terms.sessions import ActRefusal
from app.db import db
from app.notices import effects as notices
from app.offices.queries import offices


def enter_message(taken: Taken, url: str, words: str) -> ActRefusal | None:
    """Put an address as it was pasted, and folded words, in the place of what was there, and tell by mail.

    Refused: no address or a foreign one, what stands there already, and the address of another open booking of the
    office, whose lock the caller holds.
    """
    address = meeting_url(url, taken.policy.meeting_hosts)
    if isinstance(address, ActRefusal):
        return address
    message, row = message_with(address, words), taken.row
    if message == message_of(row.id):
        return ActRefusal.MESSAGE_UNCHANGED
    if address in urls_in_use(row.office_id, taken.now, beside=row.id):
        return ActRefusal.URL_IN_USE
    _write(taken, message)
    _notify(taken)
    return None


def _write(taken: Taken, text: str) -> None:
    message = db.session.get(StaffMessage, taken.row.id) or StaffMessage(booking_id=taken.row.id)
    message.text, message.entered_at, message.entered_by, message.told_at = text, taken.now, taken.by, taken.now
    db.session.add(message)
    taken.row.revision += 1


def _notify(taken: Taken) -> None:
    """One notice for each content; one that has not gone out yet gives way to the new one."""
    row, now = taken.row, taken.now
    notices.void(booking_number=row.number, kinds=(MEETING_INFO,), now=now)
    appointment = appointment_of(row)
    occasion = Occasion(cause=f"meeting_info:{row.revision}", now=now, not_after=appointment.ends_at)
    office = offices.get_office(row.office_id)
    post_mails(mails_on_message(taken.policy), appointment, office, taken.policy, occasion)
