"""What people of an office write beside a booking."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, Sealed, UtcDateTime


class DeskNote(Model):
    """A note on a booking: for its author alone, or for the whole office. Rows are only ever added."""

    __tablename__ = "desk_note"
    __table_args__ = (
        CheckConstraint("kind IN ('private', 'handover', 'need')", name="kind_known"),
        Index("ix_desk_note_booking_id", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    kind: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Sealed("desk_note.text"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
