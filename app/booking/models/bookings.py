"""A booking and what happened to it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.booking.terms.bookings import ConsultationMethod, SessionKind, ToldBy, ToolTerms
from app.booking.terms.people import Device
from app.booking.terms.states import RELEASED, BookingState
from app.db import Model, Sealed, UtcDateTime
from app.kernel.registration import Registration

STATES = ", ".join(f"'{state}'" for state in BookingState)
RELEASED_STATES = ", ".join(f"'{state}'" for state in sorted(RELEASED))
HELD = text("holds_seat")
CORRECTED = text("address_set_at IS NOT NULL")


def one_of(column: str, words: type[StrEnum]) -> str:
    """The CHECK that keeps a column to a set of words."""
    return f"{column} IN ({', '.join(repr(str(word)) for word in words)})"


class Booking(Model):
    """One application for one time. What identifies a person or tells of the case is sealed (DESIGN 3.10).

    `mail_key` and `phone_key` are HMACs for exact look-up, empty where the office asks for no address or number: no
    look-up ever asks for that. A state that time brought about may not be written down yet: `state` is read through
    `rules/state.py`. `consented_at` is when one applied, and after a reply that counts as consent, when it came.
    """

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("NOT holds_seat OR seat_no IS NOT NULL", name="held_seat_has_number"),
        CheckConstraint("seat_no >= 1", name="seats_from_one"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint(f"NOT holds_seat OR state NOT IN ({RELEASED_STATES})", name="released_holds_no_seat"),
        CheckConstraint(one_of("method", ConsultationMethod), name="method_known"),
        CheckConstraint(one_of("registration", Registration), name="registration_known"),
        CheckConstraint(one_of("device", Device), name="device_known"),
        CheckConstraint(one_of("session_kind", SessionKind), name="session_kind_known"),
        CheckConstraint(one_of("tool_terms", ToolTerms), name="tool_terms_known"),
        CheckConstraint(one_of("told_by", ToldBy), name="told_by_known"),
        CheckConstraint("follows_id <> id", name="follows_another"),
        Index(
            "uq_booking_held_seat",
            "office_id",
            "starts_at",
            "seat_no",
            unique=True,
            sqlite_where=HELD,
            postgresql_where=HELD,
        ),
        Index("uq_booking_number", "number", unique=True),
        Index("ix_booking_office_id_starts_at", "office_id", "starts_at"),
        Index("ix_booking_state_starts_at", "state", "starts_at"),
        Index("ix_booking_mail_key", "mail_key"),
        Index("ix_booking_address_set_at", "address_set_at", sqlite_where=CORRECTED, postgresql_where=CORRECTED),
        Index("ix_booking_phone_key", "phone_key"),
        Index("ix_booking_account_id", "account_id"),
        Index("ix_booking_follows_id", "follows_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10))
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int] = mapped_column(SmallInteger)
    seat_no: Mapped[int | None] = mapped_column(SmallInteger)
    holds_seat: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    method: Mapped[str | None] = mapped_column(String(20))
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lapses_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    missed_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    contacted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    excused: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(SmallInteger, default=0)  # counts acts; pages and calendar files carry it

    applicant_type: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    language: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(Sealed("booking.name"))
    name_kana: Mapped[str] = mapped_column(Sealed("booking.name_kana"))
    phone: Mapped[str] = mapped_column(Sealed("booking.phone"))
    typed_phone: Mapped[str] = mapped_column(Sealed("booking.typed_phone"))
    phone_key: Mapped[str] = mapped_column(String(64))
    email: Mapped[str] = mapped_column(Sealed("booking.email"))
    mail_key: Mapped[str] = mapped_column(String(64))
    address_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the desk corrected it
    residence_prefecture: Mapped[str] = mapped_column(String(2))
    residence_municipality: Mapped[str] = mapped_column(String(5))
    residence_detail: Mapped[str] = mapped_column(Sealed("booking.residence_detail"))
    workplace_prefecture: Mapped[str] = mapped_column(String(2))
    workplace_municipality: Mapped[str] = mapped_column(String(5))
    workplace_detail: Mapped[str] = mapped_column(Sealed("booking.workplace_detail"))
    topic: Mapped[str] = mapped_column(String(100))
    content: Mapped[str] = mapped_column(Sealed("booking.content"))
    seeker_number: Mapped[str | None] = mapped_column(Sealed("booking.seeker_number"))
    registration: Mapped[str | None] = mapped_column(String(20))
    registration_switched_on: Mapped[date | None]  # the day of the session that made an online one of Hello Work
    mypage_opened: Mapped[bool | None]
    device: Mapped[str | None] = mapped_column(String(20))
    tool: Mapped[str | None] = mapped_column(String(60))
    support_officer: Mapped[str | None] = mapped_column(Sealed("booking.support_officer"))
    support_place: Mapped[str | None] = mapped_column(String(100))
    establishment: Mapped[str | None] = mapped_column(Sealed("booking.establishment"))
    companion: Mapped[str | None] = mapped_column(Sealed("booking.companion"))
    nominated_counselor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    counselor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    session_kind: Mapped[str | None] = mapped_column(String(20))
    wished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_by: Mapped[str | None] = mapped_column(String(20))

    terms_version_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"))
    consented_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tool_consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tool_terms: Mapped[str | None] = mapped_column(String(10))
    password_key_id: Mapped[str | None] = mapped_column(String(20))
    password_nonce: Mapped[str | None] = mapped_column(String(64))
    network_key: Mapped[str | None] = mapped_column(String(64))  # HMACs of where it came from, until its week is over
    mail_pattern_key: Mapped[str | None] = mapped_column(String(64))
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # contact data purged past their date


class BookingStateRow(Model):
    """One change of state: who, when it became so, when it was written, from, to, why (DESIGN 3.9).

    The first state is the booking's own row; `by_account_id` is empty for the applicant and for time itself.
    """

    __tablename__ = "booking_state"
    __table_args__ = (
        CheckConstraint(f"from_state IN ({STATES})", name="from_state_known"),
        CheckConstraint(f"to_state IN ({STATES})", name="to_state_known"),
        CheckConstraint("from_state <> to_state", name="state_changes"),
        CheckConstraint("by_whom IN ('applicant', 'staff', 'time')", name="by_whom_known"),
        Index("ix_booking_state_booking_id", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_whom: Mapped[str] = mapped_column(String(10))
    by_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str | None] = mapped_column(Sealed("booking_state.reason"))


class StaffMessage(Model):
    """伝達事項 of a booking, with the URL; `told_at` is when the mail about it was posted (KNG-31)."""

    __tablename__ = "staff_message"

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Sealed("staff_message.text"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
