"""The log of use. What identifies a device stands in a table of its own, which nothing but an extract reads."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.booking.terms.states import BookingState
from app.db import Model, Sealed, UtcDateTime

STATES = ", ".join(f"'{state}'" for state in BookingState)


class UseLog(Model):
    """One use of a page of a booking, a session or MyPage (MYK-28). What its office does not list is empty.

    It is about a booking, or on MyPage, where nothing was booked yet, about an account. `route` is the pattern of the
    address ("/bookings/<number>"); `day` and `hour` are Japan's.
    """

    __tablename__ = "use_log"
    __table_args__ = (
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_a_day"),
        CheckConstraint("(hour IS NULL) = (at IS NULL)", name="hour_with_time"),
        CheckConstraint("(method IS NULL) = (route IS NULL)", name="method_with_route"),
        CheckConstraint("method IN ('GET', 'POST')", name="method_known"),
        CheckConstraint("booking_id IS NOT NULL OR account_id IS NOT NULL", name="about_somebody"),
        CheckConstraint("booking_state IS NULL OR booking_id IS NOT NULL", name="state_of_a_booking"),
        CheckConstraint(f"booking_state IN ({STATES})", name="state_known"),
        Index("ix_use_log_office_id_day", "office_id", "day"),
        Index("ix_use_log_booking_id", "booking_id"),
        Index("ix_use_log_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    day: Mapped[date]
    hour: Mapped[int | None] = mapped_column(SmallInteger)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    method: Mapped[str | None] = mapped_column(String(4))
    route: Mapped[str | None] = mapped_column(String(120))
    booking_state: Mapped[str | None] = mapped_column(String(20))


class UseLogDevice(Model):
    """What identifies the device of a use (R6): sealed, and gone with the use or with the booking's contact data."""

    __tablename__ = "use_log_device"

    use_log_id: Mapped[int] = mapped_column(ForeignKey("use_log.id"), primary_key=True, autoincrement=False)
    agent: Mapped[str] = mapped_column(Sealed("use_log_device.agent"))
    network: Mapped[str] = mapped_column(Sealed("use_log_device.network"))
