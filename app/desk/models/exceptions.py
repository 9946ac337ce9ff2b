"""Bookings that somebody has decided to hold although they do not fit what the office has set since."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.booking.terms.outside import OutsideWhy
from app.db import Model, Sealed, UtcDateTime

WHYS = ", ".join(f"'{why.value}'" for why in OutsideWhy)


class KeptOutside(Model):
    """A booking kept as an exception (DESIGN 3.1): why it does not fit, in the office's `words`, and why it is kept.

    It holds for that ground alone: a later change that leaves the booking outside in another way asks anew.
    """

    __tablename__ = "kept_outside"
    __table_args__ = (
        UniqueConstraint("booking_id", "why", "words", name="uq_kept_outside_booking_id"),
        CheckConstraint(f"why IN ({WHYS})", name="why_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    why: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Sealed("kept_outside.reason"))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kept_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
