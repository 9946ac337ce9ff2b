"""Instant use (即時利用): what was asked for and how it was answered, and who can be had at once."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.booking.terms.instant import CodeWay
from app.db import Model, UtcDateTime

WAYS = ", ".join(f"'{way}'" for way in CodeWay)
OPEN = text("closed_at IS NULL")


class InstantRequest(Model):
    """What a booking of instant use has besides; one account has one open request at most (NGS-41, T12).

    `agreed_at` is empty while the newest terms wait for an answer, and nothing is answered before it (NGS-43). The
    access code itself stands nowhere here: on MyPage it is a notice, by telephone it is spoken (NGS-45).
    """

    __tablename__ = "instant_request"
    __table_args__ = (
        CheckConstraint(f"wish IN ({WAYS})", name="wish_known"),
        CheckConstraint(f"given IN ({WAYS})", name="given_known"),
        CheckConstraint("(answered_at IS NULL) = (given IS NULL)", name="answered_in_a_way"),
        CheckConstraint("answered_at IS NULL OR agreed_at IS NOT NULL", name="answered_after_agreement"),
        CheckConstraint("called_at IS NULL OR given = 'call'", name="called_where_given"),
        Index("uq_instant_request_open", "account_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    wish: Mapped[str] = mapped_column(String(10))
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given: Mapped[str | None] = mapped_column(String(10))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    called_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FreeCounselor(Model):
    """Somebody of an office who can take a consultation at once; counts on the day it was said (NGS-42)."""

    __tablename__ = "free_counselor"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
