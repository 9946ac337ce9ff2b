"""What was changed in the table of holidays, by whom and why."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime


class HolidayChangeRow(Model):
    """A day that came into the table, left it, got another name or was announced; only ever added to."""

    __tablename__ = "holiday_change"
    __table_args__ = (
        CheckConstraint("name_before is not null or name_after is not null", name="name_told"),
        CheckConstraint("reason <> ''", name="reason_given"),
        Index("ix_holiday_change_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    name_before: Mapped[str | None] = mapped_column(Text)
    name_after: Mapped[str | None] = mapped_column(Text)
    official: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
