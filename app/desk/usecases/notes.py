"""Writing beside a booking."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.queries.office_bookings import booking_id_at
from app.db import db
from app.desk.models.notes import DeskNote
from app.desk.queries.acts import still_belongs
from app.desk.terms.notes import NoteKind, NoteRefusal
from app.kernel.roles import Identity


@db.write
def write_note(
    office_id: str, number: str, kind: NoteKind, text: str, by: Identity, now: datetime
) -> NoteRefusal | None:
    """Keep a folded text beside the office's booking, or say why not.

    Notes may be added whatever became of the booking. The record tells that one was written, never what.
    """
    booking_id = booking_id_at(office_id, number, now)
    if booking_id is None or by.account_id is None:
        return NoteRefusal.NO_SUCH_BOOKING
    if not still_belongs(office_id, by, now):
        return NoteRefusal.GRANT_ENDED
    db.session.add(DeskNote(booking_id=booking_id, kind=kind.value, author_id=by.account_id, text=text, written_at=now))
    audit.record(f"desk.{kind}_note_written", by=by, subject=f"booking:{number}", now=now, office_id=office_id)
    return None
