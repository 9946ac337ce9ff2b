"""What the desk keeps of a booking that it took down: the reply it asked for, whom it must still call."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.booking.terms.intake import TermsRead
from app.db import Model, UtcDateTime

WAYS = ", ".join(f"'{way}'" for way in TermsRead)


class ReplyLink(Model):
    """The link in a mail that asks for a reply; following it and pressing the button is the reply (MYK-19, Q-15).

    Of the token only an HMAC is kept. One link of a booking is used at most, and none from `ends_at` on.
    """

    __tablename__ = "reply_link"
    __table_args__ = (
        CheckConstraint("used_at IS NULL OR used_at < ends_at", name="used_in_time"),
        Index("ix_reply_link_booking_id", "booking_id"),
    )

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class IntakeRecord(Model):
    """Who took an application down, and in which way the caller had read the terms (NGS-21)."""

    __tablename__ = "intake_record"
    __table_args__ = (CheckConstraint(f"terms_read IN ({WAYS})", name="terms_read_known"),)

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), primary_key=True, autoincrement=False)
    taken_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    terms_read: Mapped[str | None] = mapped_column(String(10))


class CallTask(Model):
    """A person who is to be told of the next booking by telephone, and when that was done (NGS-25)."""

    __tablename__ = "call_task"
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
        CheckConstraint("done_at IS NULL OR done_at >= asked_at", name="done_after_asked"),
    )

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
