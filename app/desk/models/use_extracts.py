"""Demands under law for what was recorded of one booking's use, and the two people it takes to answer one (MYK-30)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime


class UseExtractRow(Model):
    """A demand, who asked for its extract, who approved it, and when it was taken. Rows are never taken away.

    The booking is named by its number, so that the record of a disclosure outlives what was disclosed; where it was
    about an account, by that.
    """

    __tablename__ = "use_extract"
    __table_args__ = (
        CheckConstraint("requester <> ''", name="requester_named"),
        CheckConstraint("legal_basis <> ''", name="basis_named"),
        CheckConstraint("booking_number IS NOT NULL OR account_id IS NOT NULL", name="about_somebody"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        CheckConstraint(
            "(settled_at IS NULL AND settled_by IS NULL AND approved IS NULL)"
            " OR (settled_at IS NOT NULL AND settled_by IS NOT NULL AND approved IS NOT NULL)",
            name="settled_whole",
        ),
        CheckConstraint("NOT approved OR settled_by <> asked_by", name="approved_by_another"),
        CheckConstraint(
            "taken_at IS NULL OR (approved IS NOT NULL AND approved AND taken_at >= settled_at)",
            name="taken_once_approved",
        ),
        Index("ix_use_extract_office_id", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    booking_number: Mapped[str | None] = mapped_column(String(10))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    requester: Mapped[str] = mapped_column(Text)
    legal_basis: Mapped[str] = mapped_column(Text)
    demanded_on: Mapped[date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved: Mapped[bool | None]
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
