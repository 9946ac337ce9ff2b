"""Tables of messages: threads, texts stored once, the counter of the day, dispatches (AGY-051 to -060)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import words
from app.db import Model, Sealed, UtcDateTime
from app.messages.terms.messages import CAP, WITH_MANDATORY_INFO, DispatchState, LeftOut, MessageKind, Stage

OPEN = text("is_open")
UNREAD = text("is_open AND is_unread")
UNTOLD = text("is_untold")
BLOCKED = text("blocked_at IS NOT NULL")
LATEST = ("agency_id", "stop_count", "last_at", "number")
OPEN_FIRST = ("agency_id", "stop_count", "is_open")
"""Both booleans stand among the columns: SQLite would not see that a query asks for what an index is only about."""


class SendQuota(Model):
    """How many messages an agency sent on a JST day: raised only by one conditional UPDATE (DESIGN 3.3)."""

    __tablename__ = "send_quota"
    __table_args__ = (CheckConstraint(f"sent BETWEEN 0 AND {CAP}", name="within_the_cap"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    sent: Mapped[int] = mapped_column(SmallInteger)


class SendReserve(Model):
    """How many of its thousand an agency keeps for answers."""

    __tablename__ = "send_reserve"
    __table_args__ = (CheckConstraint(f"kept BETWEEN 0 AND {CAP}", name="within_the_cap"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    kept: Mapped[int] = mapped_column(SmallInteger)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class MessageText(Model):
    """A text once, however many it was sent to."""

    __tablename__ = "message_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Sealed("message_text.body"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Thread(Model):
    """What one agency and one seeker wrote to each other; one lives at a time.

    `stop_count` as the agency's and `withdrawals` as the record's then: under others it is over, whatever its row says.
    `stage` and `is_unread` are the agency's side of it, kept so that its inbox reads pages of an index; `is_untold`
    that its seeker was not told by mail yet of what came.
    """

    __tablename__ = "thread"
    __table_args__ = (
        CheckConstraint("is_open = (blocked_at IS NULL AND closed_at IS NULL)", name="open_until_ended"),
        Index("uq_thread_open", "agency_id", "record_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_thread_record_id", "record_id"),
        CheckConstraint(f"stage IN ({words(Stage)})", name="stage_known"),
        Index("ix_thread_latest", *LATEST),
        Index("ix_thread_stage", "agency_id", "stop_count", "stage", "last_at", "number"),
        Index("ix_thread_assigned_to", "assigned_to", "last_at", "number"),
        Index("ix_thread_unread", *OPEN_FIRST, "is_unread", "last_at", "number", postgresql_where=UNREAD),
        Index("ix_thread_open_stage", *OPEN_FIRST, "stage", "last_at", "number", postgresql_where=OPEN),
        Index("ix_thread_untold", "is_untold", "record_id", postgresql_where=UNTOLD),
        Index("ix_thread_blocked", *LATEST, sqlite_where=BLOCKED, postgresql_where=BLOCKED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("seeker_record.id"))
    acquisition_id: Mapped[int] = mapped_column(ForeignKey("acquisition.id"))
    stop_count: Mapped[int]
    withdrawals: Mapped[int] = mapped_column(server_default="0")
    is_open: Mapped[bool]
    stage: Mapped[str] = mapped_column(String(10), server_default=Stage.INVITED.value)
    is_unread: Mapped[bool] = mapped_column(server_default=false())
    is_untold: Mapped[bool] = mapped_column(server_default=false())
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Message(Model):
    """One message of a thread. A first invitation, and a change of it, point to what the agency must tell (AGY-056)."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(MessageKind)})", name="kind_known"),
        CheckConstraint(
            f"(kind IN ({', '.join(repr(kind.value) for kind in sorted(WITH_MANDATORY_INFO))}))"
            " = (mandatory_info_id IS NOT NULL)",
            name="tells_what_it_must",
        ),
        Index("ix_message_thread_id", "thread_id"),
        Index("ix_message_agency_id_sent_on", "agency_id", "sent_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[str] = mapped_column(String(20))
    text_id: Mapped[int] = mapped_column(ForeignKey("message_text.id"))
    mandatory_info_id: Mapped[int | None] = mapped_column(ForeignKey("mandatory_info.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_on: Mapped[date]
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ChangeNoticeDue(Model):
    """A thread still to be told of changed mandatory information: past the cap it goes first the next day (Q-30)."""

    __tablename__ = "change_notice_due"
    __table_args__ = (Index("ix_change_notice_due_agency_id", "agency_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), primary_key=True, autoincrement=False)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    mandatory_info_id: Mapped[int] = mapped_column(ForeignKey("mandatory_info.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Dispatch(Model):
    """A letter to many: the list frozen, the text once, sent batch by batch with fresh checks (AGY-051, AGY-060)."""

    __tablename__ = "dispatch"
    __table_args__ = (
        CheckConstraint(f"state IN ({words(DispatchState)})", name="state_known"),
        Index("ix_dispatch_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    text_id: Mapped[int] = mapped_column(ForeignKey("message_text.id"))
    state: Mapped[str] = mapped_column(String(10))
    stop_count: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class DispatchEntry(Model):
    """One person of a dispatch: waiting while both are empty, else written to in a thread, or left out why."""

    __tablename__ = "dispatch_entry"
    __table_args__ = (
        CheckConstraint(f"left_out IN ({words(LeftOut)})", name="reason_known"),
        CheckConstraint("thread_id IS NULL OR left_out IS NULL", name="sent_or_left_out"),
        Index("ix_dispatch_entry_record_id", "record_id"),
    )

    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatch.id"), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(ForeignKey("seeker_record.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"))
    left_out: Mapped[str | None] = mapped_column(String(20))


class GuardPattern(Model):
    """A pattern that operations added to what may not stand in a message (AGY-061); ended, never taken away."""

    __tablename__ = "guard_pattern"
    __table_args__ = (CheckConstraint("length(pattern) >= 3", name="long_enough"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pattern: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
