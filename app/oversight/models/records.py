"""Tables of what agencies keep and report: complaints, yearly reports, misuse; and of the service as a whole."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import words
from app.db import Model, Sealed, UtcDateTime
from app.oversight.terms.requests import ComplainantKind, ComplaintSource

RUNNING = text("ended_at IS NULL")


class Complaint(Model):
    """A complaint in an agency's register, or one a seeker reported to the bureau alone (AGY-071, -116 to -118)."""

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint(f"complainant IN ({words(ComplainantKind)})", name="complainant_known"),
        CheckConstraint(f"source IN ({words(ComplaintSource)})", name="source_known"),
        CheckConstraint("(source IN ('direct', 'seeker')) = (request_id IS NULL)", name="relayed_by_request"),
        Index("ix_complaint_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    received_on: Mapped[date]
    complainant: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(10))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("agency_request.id"))
    content: Mapped[str] = mapped_column(Sealed("complaint.content"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_on: Mapped[date | None]


class ComplaintEntry(Model):
    """One dated step of handling a complaint (対応の経過)."""

    __tablename__ = "complaint_entry"
    __table_args__ = (Index("ix_complaint_entry_complaint_id", "complaint_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    day: Mapped[date]
    text: Mapped[str] = mapped_column(Sealed("complaint_entry.text"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class ComplaintSubmission(Model):
    """A complaint handed in on a request: its requester may read it from then on (AGY-117)."""

    __tablename__ = "complaint_submission"

    request_id: Mapped[int] = mapped_column(ForeignKey("agency_request.id"), primary_key=True, autoincrement=False)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True, autoincrement=False)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class YearlyReport(Model):
    """One version of a yearly report on one service; the newest holds, none is taken away (AGY-124 to -127, -133).

    Amounts are yen. A fee-charging agency tells its fees, every other kind has no such figure.
    """

    __tablename__ = "yearly_report"
    __table_args__ = (
        CheckConstraint("fiscal_year >= 2020", name="since_2020"),
        CheckConstraint("version > 0", name="version_counted"),
        CheckConstraint(
            "(service = 'job_info' AND hires IS NOT NULL AND new_applications IS NULL AND seeker_fee_total IS NULL"
            " AND seeker_fee_count IS NULL AND employer_fee_count IS NULL)"
            " OR (service = 'seeker_info' AND new_applications IS NOT NULL AND hires IS NULL)",
            name="figures_of_its_service",
        ),
        CheckConstraint(
            "coalesce(hires, 0) >= 0 AND coalesce(new_applications, 0) >= 0 AND coalesce(seeker_fee_total, 0) >= 0"
            " AND coalesce(seeker_fee_count, 0) >= 0 AND coalesce(employer_fee_total, 0) >= 0"
            " AND coalesce(employer_fee_count, 0) >= 0",
            name="nothing_negative",
        ),
        UniqueConstraint("agency_id", "fiscal_year", "service", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    fiscal_year: Mapped[int] = mapped_column(SmallInteger)
    service: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(SmallInteger)
    hires: Mapped[int | None]
    new_applications: Mapped[int | None]
    seeker_fee_total: Mapped[int | None] = mapped_column(BigInteger)
    seeker_fee_count: Mapped[int | None]
    employer_fee_total: Mapped[int | None] = mapped_column(BigInteger)
    employer_fee_count: Mapped[int | None]
    is_late: Mapped[bool]
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class ReportChase(Model):
    """That a bureau asked an agency to hand in a missing report (提出依頼, AGY-130)."""

    __tablename__ = "report_chase"
    __table_args__ = (Index("ix_report_chase_agency_id_fiscal_year", "agency_id", "fiscal_year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    fiscal_year: Mapped[int] = mapped_column(SmallInteger)
    chased_at: Mapped[datetime] = mapped_column(UtcDateTime)
    chased_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class MisuseReport(Model):
    """An agency's report that its account may have been misused (AGY-094)."""

    __tablename__ = "misuse_report"
    __table_args__ = (CheckConstraint("(handled_at IS NULL) = (handled_by IS NULL)", name="handled_by_somebody"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    text: Mapped[str] = mapped_column(Sealed("misuse_report.text"))
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reported_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    handling: Mapped[str | None] = mapped_column(Sealed("misuse_report.handling"))


class UrgentStop(Model):
    """Maintenance without notice, switched on and off by operations (AGY-121); one at a time runs."""

    __tablename__ = "urgent_stop"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        CheckConstraint("ended_at IS NULL OR ended_at >= begun_at", name="ended_after_begin"),
        CheckConstraint("one = 1", name="one"),
        Index("uq_urgent_stop_running", "one", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one: Mapped[int] = mapped_column(SmallInteger, default=1)
    reason: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class AccessLimit(Model):
    """A restriction of access after notice to the agencies (AGY-107); `pages` names what it closes."""

    __tablename__ = "access_limit"
    __table_args__ = (
        CheckConstraint("ends_at > begins_at", name="ends_after_begin"),
        CheckConstraint("posted_at < begins_at", name="told_before"),
        CheckConstraint("pages IN ('all', 'search', 'job_offers', 'messages')", name="pages_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pages: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    begins_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    posted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class MinistryNotice(Model):
    """A notice of the ministry on the agencies' home: changes of terms, changes and abolition of the service (22)."""

    __tablename__ = "ministry_notice"
    __table_args__ = (CheckConstraint("title <> ''", name="titled"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    posted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
