"""Tables of the offices: what is set, when it is open, who is down, how long data are kept."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, TextClause, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime

STANDING = text("replaced_at is null")
OPEN_ENDED = text("in_force_until is null and replaced_at is null")


def unique(name: str, *columns: str, where: TextClause) -> Index:
    """A unique index over the rows that count."""
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class HolidayRow(Model):
    """A national holiday, announced or forecast; the table is the truth (DESIGN 4)."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    official: Mapped[bool]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OfficeRow(Model):
    """An office; its id is its slug, the same in URL, command and file name (DESIGN 5)."""

    __tablename__ = "office"
    __table_args__ = (UniqueConstraint("sort_order"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    sort_order: Mapped[int]
    prefecture: Mapped[str] = mapped_column(Text)
    sites: Mapped[str] = mapped_column(Text)  # JSON list of names
    terms_set: Mapped[str] = mapped_column(ForeignKey("terms_set.name"))


class PolicyRow(Model):
    """What an office has set from one day until another; `settings` is read by the profiles' reader.

    A row that another took the place of, from the same day on, stays with the moment it was replaced.
    """

    __tablename__ = "office_policy"
    __table_args__ = (
        CheckConstraint("in_force_until is null or in_force_until >= in_force_from", name="days_in_order"),
        unique("uq_office_policy_in_force_from", "office_id", "in_force_from", where=STANDING),
        unique("uq_office_policy_open_ended", "office_id", where=OPEN_ENDED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    in_force_from: Mapped[date]
    in_force_until: Mapped[date | None]
    settings: Mapped[str] = mapped_column(Text)  # JSON of every policy value
    set_by: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ClosureRow(Model):
    """A day, or some hours of it, that an office shuts or opens by exception, until somebody lifts it."""

    __tablename__ = "office_closure"
    __table_args__ = (
        CheckConstraint("kind in ('closed', 'extra_open')", name="kind_known"),
        CheckConstraint(
            "(starts is null and ends is null) or (starts is not null and ends is not null and starts < ends)",
            name="hours_in_order",
        ),
        CheckConstraint("kind = 'closed' or starts is not null", name="extra_opening_has_hours"),
        Index("ix_office_closure_office_id_day", "office_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(Text)
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    reason: Mapped[str] = mapped_column(Text)
    set_by: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_by: Mapped[str | None] = mapped_column(Text)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CounselorDay(Model):
    """A day on which somebody of the office is down for consultations."""

    __tablename__ = "counselor_day"
    __table_args__ = (Index("ix_counselor_day_office_id_day", "office_id", "day"),)

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)


class RetentionRow(Model):
    """How many months after a consultation its contact data, and the whole record, are kept; the newest row holds."""

    __tablename__ = "office_retention"
    __table_args__ = (
        CheckConstraint("contact_months >= 1", name="contact_kept_a_month"),
        CheckConstraint("record_months >= contact_months", name="record_outlives_contact"),
        CheckConstraint("approved_by is null or approved_by <> set_by", name="approved_by_another"),
        CheckConstraint("use_log_months >= 1", name="use_log_kept_a_month"),
        Index("ix_office_retention_office_id", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    in_force_from: Mapped[date]
    contact_months: Mapped[int]
    record_months: Mapped[int]
    use_log_months: Mapped[int | None]  # of the log of use, where the office keeps one
    set_by: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(Text)  # the second person; none before there had to be one
