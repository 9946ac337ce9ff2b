"""Deciding about a mail that did not arrive (DESIGN 3.4)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects import callers
from app.booking.effects.bookings import locked_booking
from app.booking.effects.confirmation import take_confirmation_back
from app.booking.queries.office_bookings import booking_id_at
from app.db import db
from app.desk.models.notes import DeskNote
from app.desk.queries.acts import still_belongs
from app.desk.terms.deliveries import Decision, DeliveryRefusal
from app.desk.terms.notes import NoteKind
from app.kernel.roles import Identity
from app.notices import effects as notices


@db.write
def send_again(office_id: str, number: str, mail: int, by: Identity, now: datetime) -> DeliveryRefusal | None:
    """Send a mail of the office's booking once more, to the address the booking has now (SECURITY T30)."""
    row = locked_booking(number) if booking_id_at(office_id, number, now) is not None else None
    if row is None:
        return DeliveryRefusal.NO_SUCH_BOOKING
    if not still_belongs(office_id, by, now):
        return DeliveryRefusal.GRANT_ENDED
    if not callers.send_again(row, mail, now):
        return DeliveryRefusal.NOT_TO_BE_SENT
    _record(Decision.AGAIN, office_id, number, by, now)
    return None


@db.write
def give_up(office_id: str, number: str, mail: int, note: str, by: Identity, now: datetime) -> DeliveryRefusal | None:
    """Leave a mail unsent; the folded note on what was done instead becomes 申し送り of the booking."""
    booking_id = booking_id_at(office_id, number, now)
    if booking_id is None or by.account_id is None:
        return DeliveryRefusal.NO_SUCH_BOOKING
    if not still_belongs(office_id, by, now):
        return DeliveryRefusal.GRANT_ENDED
    if not note:
        return DeliveryRefusal.NOTE_NEEDED
    if not notices.give_up(mail, number, now):
        return DeliveryRefusal.NOT_IN_TROUBLE
    text = f"届かなかったメールについて：{note}"
    kind = NoteKind.HANDOVER.value
    db.session.add(DeskNote(booking_id=booking_id, kind=kind, author_id=by.account_id, text=text, written_at=now))
    _record(Decision.GIVEN_UP, office_id, number, by, now)
    return None


@db.write
def record_bounce(office_id: str, number: str, mail: int, by: Identity, now: datetime) -> DeliveryRefusal | None:
    """Record that a mail came back (不達): it is in trouble, and a booking that its arrival confirmed waits again.

    MYK-21 and KRS-27 with Q-16: what did not arrive confirms nothing.
    """
    row = locked_booking(number)
    if row is None or row.office_id != office_id or by.account_id is None:
        return DeliveryRefusal.NO_SUCH_BOOKING
    if not still_belongs(office_id, by, now):
        return DeliveryRefusal.GRANT_ENDED
    if not notices.bounce(mail, number, now):
        return DeliveryRefusal.NOT_SENT
    take_confirmation_back(row, by=by.account_id, now=now)
    _record(Decision.BOUNCED, office_id, number, by, now)
    return None


def _record(decision: Decision, office_id: str, number: str, by: Identity, now: datetime) -> None:
    subject = f"booking:{number}"
    audit.record(f"desk.mail_{decision}", by=by, subject=subject, now=now, office_id=office_id)
