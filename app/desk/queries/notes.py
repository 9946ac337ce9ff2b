"""Reading notes: one's own and those the whole office shares. Another's private note is nobody else's to see."""

from sqlalchemy import Select

from app.db import db
from app.desk.models.notes import DeskNote
from app.desk.terms.notes import SHARED, Note, NoteKind


def notes_on(booking_id: int, reader: int) -> tuple[Note, ...]:
    """The notes on a booking that `reader` may see, oldest first: everything shared, and the reader's own."""
    mine = db.and_(DeskNote.kind == NoteKind.PRIVATE, DeskNote.author_id == reader)
    seen = db.or_(DeskNote.kind.in_(sorted(SHARED)), mine)
    rows = db.session.scalars(db.select(DeskNote).where(DeskNote.booking_id == booking_id, seen).order_by(DeskNote.id))
    return tuple(
        Note(kind=NoteKind(row.kind), text=row.text, author=row.author_id, written_at=row.written_at) for row in rows
    )


def with_needs(booking_ids: Select[tuple[int]]) -> frozenset[int]:
    """Those of the bookings of a SELECT for which somebody wrote what the person needs."""
    asked = db.select(DeskNote.booking_id).where(DeskNote.booking_id.in_(booking_ids), DeskNote.kind == NoteKind.NEED)
    return frozenset(db.session.scalars(asked))
