"""Another number of seats on a single day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime

STANDING = text("lifted_at IS NULL")


class DaySeatsRow(Model):
    """How many seats an office has on one day, and how many of them the public may take, until somebody lifts it.

    One stands for a day; those lifted, also by what took their place, stay as rows.
    """

    __tablename__ = "day_seats"
    __table_args__ = (
        CheckConstraint("capacity BETWEEN 0 AND 500", name="capacity_in_bounds"),
        CheckConstraint("public_capacity BETWEEN 0 AND capacity", name="public_within_capacity"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
        Index(
            "uq_day_seats_standing", "office_id", "day", unique=True, sqlite_where=STANDING, postgresql_where=STANDING
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date]
    capacity: Mapped[int] = mapped_column(SmallInteger)
    public_capacity: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text)
    set_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
