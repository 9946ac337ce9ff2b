"""What keeps two from having one: the day's lock, the person's day, bans and stops, the guest's one booking."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, Sealed, UtcDateTime


class OfficeDay(Model):
    """Locked first by whoever books, arranges, closes or changes seats of the day (DESIGN 3.1)."""

    __tablename__ = "office_day"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class PersonDay(Model):
    """A person's booking on a day, by one of the keys the person is known by (KNG-17, DESIGN 3.2).

    Lives and dies with the held seat. The site takes the next `nth` the policy allows; a staff exception may go
    beyond and stores its reason.
    """

    __tablename__ = "person_day"
    __table_args__ = (
        UniqueConstraint("office_id", "day", "key", "nth", name="uq_person_day_office_id"),
        CheckConstraint("nth >= 1", name="nth_from_one"),
        Index("ix_person_day_booking_id", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date]
    key: Mapped[str] = mapped_column(String(64))
    nth: Mapped[int] = mapped_column(SmallInteger)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    reason: Mapped[str | None] = mapped_column(Sealed("person_day.reason"))


class Ban(Model):
    """今後の利用のお断り: made and lifted by staff only, with the booking it came from (KNG-42, KNG-50)."""

    __tablename__ = "ban"
    __table_args__ = (
        CheckConstraint("ground IN ('no_contact', 'prohibited_act')", name="ground_known"),
        CheckConstraint("lifted_at IS NULL OR lifted_at >= since", name="lifted_after"),
        Index("ix_ban_office_id", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    ground: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Sealed("ban.reason"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class BanKey(Model):
    """One thing the banned person is known by."""

    __tablename__ = "ban_key"
    __table_args__ = (Index("ix_ban_key_key", "key"),)

    ban_id: Mapped[int] = mapped_column(ForeignKey("ban.id"), primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)


class ServiceStop(Model):
    """停止または中断 from `since` to `until`, while it is not lifted (KNG-51).

    With `everything` no application is taken in that time, for whatever day; else the sessions of that time are not
    offered.
    """

    __tablename__ = "service_stop"
    __table_args__ = (
        CheckConstraint("ground IN ('ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ')", name="ground_known"),
        CheckConstraint("until IS NULL OR until > since", name="times_in_order"),
        Index("ix_service_stop_office_id", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    ground: Mapped[str] = mapped_column(String(4))
    notice: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    everything: Mapped[bool] = mapped_column(default=False)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class GuestSession(Model):
    """A browser that holds one booking: by its cookie, of which only an HMAC is kept.

    `by_password` is false right after completing a booking: enough to withdraw and to take the calendar file,
    not to see 伝達事項 (KNG-29, KNG-44). Times are real.
    """

    __tablename__ = "guest_session"
    __table_args__ = (Index("ix_guest_session_ends_at", "ends_at"), Index("ix_guest_session_booking_id", "booking_id"))

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    by_password: Mapped[bool]
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EnquiryCode(Model):
    """A browser that asked for a code by mail: the code opens one booking, for ten real minutes and five tries.

    Only HMACs are kept. Without `booking_id` the number was nobody's: the row is there all the same, so that both
    look alike (SECURITY T13).
    """

    __tablename__ = "enquiry_code"
    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries_counted"),
        Index("ix_enquiry_code_ends_at", "ends_at"),
        Index("ix_enquiry_code_booking_id", "booking_id"),
    )

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
    code: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(SmallInteger)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
