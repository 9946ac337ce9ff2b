"""Tables of taking part: from when until when in which service, every stop, everything that happened (DESIGN 3.9)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import EndedWhy, EndKind, Ground, ParticipationAct, SuspensionEnd
from app.agencies.terms.site_terms import AppliesBy
from app.columns import words
from app.db import Model, Sealed, UtcDateTime

RUNNING = text("ended_at IS NULL")
TAKEN_PART_IN = text("ended_on IS NULL")


class Participation(Model):
    """An agency's use of the information service from its start until termination or withdrawal (AGY-016).

    `licence_key` is the folded number it takes part under: while it runs no other account does (AGY-060).
    """

    __tablename__ = "participation"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (end_kind IS NULL)", name="ended_in_a_way"),
        CheckConstraint(f"end_kind IN ({words(EndKind)})", name="end_kind_known"),
        CheckConstraint(
            "(reapply_from IS NOT NULL) = (end_kind IS NOT NULL AND end_kind = 'terminated')",
            name="ban_with_termination",
        ),
        Index("uq_participation_running", "agency_id", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING),
        Index(
            "uq_participation_licence_key", "licence_key", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    licence_key: Mapped[str | None] = mapped_column(String(60))
    started_on: Mapped[date]
    terms_version_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    end_kind: Mapped[str | None] = mapped_column(String(20))
    reapply_from: Mapped[date | None]


class ParticipationService(Model):
    """One service of a participation, from a day on; ended where it alone was withdrawn (AGY-004, Q-32)."""

    __tablename__ = "participation_service"
    __table_args__ = (
        CheckConstraint(f"service IN ({words(Service)})", name="service_known"),
        CheckConstraint("service <> 'seeker_info' OR valid_until IS NOT NULL", name="seeker_info_has_limit"),
        CheckConstraint("valid_until IS NULL OR valid_until >= from_on", name="limit_after_start"),
        CheckConstraint("ended_on IS NULL OR ended_on >= from_on", name="ended_after_start"),
        Index(
            "uq_participation_service_taken",
            "participation_id",
            "service",
            unique=True,
            sqlite_where=TAKEN_PART_IN,
            postgresql_where=TAKEN_PART_IN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    service: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    valid_until: Mapped[date | None]
    ended_on: Mapped[date | None]


class ParticipationConsent(Model):
    """That a participation agreed to a version of the service's terms: by applying, or by going on (AGY-145)."""

    __tablename__ = "participation_consent"
    __table_args__ = (CheckConstraint(f"kind IN ({words(AppliesBy)})", name="kind_known"),)

    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    terms_version_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date]
    given_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Suspension(Model):
    """A stop of both services (Q-31): on what ground, since when, until what; one at a time is unended.

    `cause_mended_at`: its own cause was mended; `improved_at`: so were those of every stop it took the place of, and
    nothing keeps it from ending with its last day (AGY-084).
    """

    __tablename__ = "suspension"
    __table_args__ = (
        CheckConstraint(f"ground IN ({words(Ground)})", name="ground_known"),
        CheckConstraint(f"end_kind IN ({words(SuspensionEnd)})", name="end_kind_known"),
        CheckConstraint(f"ended_why IN ({words(EndedWhy)})", name="ended_why_known"),
        CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ended_with_reason"),
        CheckConstraint("ended_at IS NULL OR ended_at >= begins_at", name="ended_after_begin"),
        CheckConstraint("end_kind <> 'six_months' OR last_day IS NOT NULL", name="six_months_have_last_day"),
        CheckConstraint("end_kind IN ('six_months', 'as_decided') OR last_day IS NULL", name="open_end_has_none"),
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_in_order"),
        Index("uq_suspension_running", "participation_id", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    ground: Mapped[str] = mapped_column(String(30))
    end_kind: Mapped[str] = mapped_column(String(30))
    needs_improvement: Mapped[bool]
    begins_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Sealed("suspension.reason"))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    cause_mended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    improved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_why: Mapped[str | None] = mapped_column(String(20))


class ParticipationEvent(Model):
    """One thing that happened to a participation: who, when, what, why; never changed, never taken away."""

    __tablename__ = "participation_event"
    __table_args__ = (
        CheckConstraint(f"act IN ({words(ParticipationAct)})", name="act_known"),
        CheckConstraint(f"ground IN ({words(Ground)})", name="ground_known"),
        CheckConstraint(f"service IN ({words(Service)})", name="service_known"),
        Index("ix_participation_event_participation_id", "participation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    act: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ground: Mapped[str | None] = mapped_column(String(30))
    service: Mapped[str | None] = mapped_column(String(20))
    day: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Sealed("participation_event.note"))
