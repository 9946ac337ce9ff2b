"""Tables of oversight: cases, what agencies are asked, and decisions that take two people (SECURITY T6)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.agencies.terms.participation import Ground
from app.columns import words
from app.db import Model, Sealed, UtcDateTime
from app.oversight.terms.requests import Addressee, CaseKind, Decision, RequestKind

OPEN = text("settled_at IS NULL")


class Case(Model):
    """One matter about an agency: what is suspected or found, under which clause, until it is closed (8)."""

    __tablename__ = "oversight_case"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(CaseKind)})", name="kind_known"),
        CheckConstraint(f"ground IN ({words(Ground)})", name="ground_known"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_with_outcome"),
        CheckConstraint(
            "kind <> 'law_suspicion' OR closed_at IS NULL OR referred_on IS NOT NULL", name="suspicion_referred"
        ),
        Index("ix_oversight_case_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[str] = mapped_column(String(20))
    ground: Mapped[str] = mapped_column(String(30))
    facts: Mapped[str] = mapped_column(Sealed("oversight_case.facts"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    mandatory_info_id: Mapped[int | None] = mapped_column(ForeignKey("mandatory_info.id"))
    suspension_id: Mapped[int | None] = mapped_column(ForeignKey("suspension.id"))
    referred_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[str | None] = mapped_column(Sealed("oversight_case.outcome"))


class AgencyRequest(Model):
    """What a bureau, an office, the ministry or operations asked of an agency, its answer, and the confirmation."""

    __tablename__ = "agency_request"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(RequestKind)})", name="kind_known"),
        CheckConstraint(f"addressee IN ({words(Addressee)})", name="addressee_known"),
        CheckConstraint(f"ground IN ({words(Ground)})", name="ground_known"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_whole"),
        CheckConstraint("kind <> 'fact_check' OR addressee <> 'organisation'", name="facts_asked_of_an_officer"),
        CheckConstraint("kind <> 'measure' OR addressee = 'contact_officer'", name="measure_asked_of_contact"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
        Index("ix_agency_request_agency_id", "agency_id"),
        Index("ix_agency_request_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("oversight_case.id"))
    kind: Mapped[str] = mapped_column(String(20))
    ground: Mapped[str | None] = mapped_column(String(30))
    addressee: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Sealed("agency_request.text"))
    limit_on: Mapped[date | None]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answer: Mapped[str | None] = mapped_column(Sealed("agency_request.answer"))
    declined: Mapped[bool]
    confirmed_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class DecisionProposal(Model):
    """A termination, lifting or resumption that one officer proposed and another approved or dropped.

    `clause`: by which it was proposed; what came before decides it, and is read no second time from what holds later.
    """

    __tablename__ = "decision_proposal"
    __table_args__ = (
        CheckConstraint(f"decision IN ({words(Decision)})", name="decision_known"),
        CheckConstraint(f"ground IN ({words(Ground)})", name="ground_known"),
        CheckConstraint(
            "(settled_at IS NULL AND settled_by IS NULL AND approved IS NULL)"
            " OR (settled_at IS NOT NULL AND settled_by IS NOT NULL AND approved IS NOT NULL)",
            name="settled_whole",
        ),
        CheckConstraint("NOT approved OR settled_by <> proposed_by", name="approved_by_another"),
        CheckConstraint("decision = 'termination' OR suspension_id IS NOT NULL", name="lifting_of_a_suspension"),
        Index("uq_decision_proposal_open", "participation_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("oversight_case.id"))
    suspension_id: Mapped[int | None] = mapped_column(ForeignKey("suspension.id"))
    decision: Mapped[str] = mapped_column(String(20))
    ground: Mapped[str] = mapped_column(String(30))
    clause: Mapped[str] = mapped_column(String(10), server_default=text("''"))
    reason: Mapped[str] = mapped_column(Sealed("decision_proposal.reason"))
    confirmed_on: Mapped[date | None]
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved: Mapped[bool | None]
