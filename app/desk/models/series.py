"""What the desk has found out about suspicious bookings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime

LASTING = text("ended_at IS NULL")


class Clearance(Model):
    """Somebody found a booking to be in order: no search for series counts it any more."""

    __tablename__ = "desk_clearance"

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), primary_key=True, autoincrement=False)
    cleared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cleared_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class SeriesAlarm(Model):
    """An office has had suspicious series from `began_at` on; one that lasts for each office."""

    __tablename__ = "series_alarm"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= began_at", name="ends_after_start"),
        Index("uq_series_alarm_lasting", "office_id", unique=True, sqlite_where=LASTING, postgresql_where=LASTING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
