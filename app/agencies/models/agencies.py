"""Tables of agencies: the organisation with its registered values, its applications, what it tells seekers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.agencies.terms.kinds import AgencyKind, ApplicationKind, ApplicationState, BusinessOrderKind, ReceivedWay
from app.columns import words
from app.db import Model, Sealed, UtcDateTime

OPEN = text("is_open")


class Agency(Model):
    """A placement agency: an organisation with an account at a bureau. Its own row is made at the registration.

    The plain columns are what public lists and searches read; everything registered stands sealed in `particulars`,
    empty until the first application was processed. The keys are folded, to find who comes back under a ban (AGY-023).
    """

    __tablename__ = "agency"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(AgencyKind)})", name="kind_known"),
        CheckConstraint("stop_count >= 0", name="stops_counted"),
        CheckConstraint("(particulars IS NULL) = (kind IS NULL)", name="registered_whole"),
        Index("ix_agency_bureau_id", "bureau_id"),
        Index("ix_agency_name_key", "name_key"),
        Index("ix_agency_licence_key", "licence_key"),
        Index("ix_agency_address_key", "address_key"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, autoincrement=False)
    bureau_id: Mapped[int] = mapped_column(ForeignKey("bureau.id"))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    contact_name: Mapped[str] = mapped_column(Sealed("agency.contact_name"))
    contact_mail: Mapped[str] = mapped_column(Sealed("agency.contact_mail"))
    bureau_address_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stop_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(Text)
    address_key: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(String(20))
    licence_number: Mapped[str | None] = mapped_column(String(60))
    licence_key: Mapped[str | None] = mapped_column(String(60))
    licence_valid_until: Mapped[date | None]
    handles_subsidies: Mapped[bool | None]
    has_privacy_mark: Mapped[bool | None]
    has_excellent_mark: Mapped[bool | None]
    particulars: Mapped[str | None] = mapped_column(Sealed("agency.particulars"))  # JSON of Particulars
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Application(Model):
    """利用・変更・更新・退会: registered on the site, received as a document, processed by the bureau (AGY-096).

    `particulars` is what was applied for, gone where the application expired (AGY-099); `document_limit` is the last
    day for the document as it was computed at the registration (AGY-097). `linked_id` is the change that a renewal
    with other values needs (AGY-012).
    """

    __tablename__ = "agency_application"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(ApplicationKind)})", name="kind_known"),
        CheckConstraint(f"state IN ({words(ApplicationState)})", name="state_known"),
        CheckConstraint("is_open = (state IN ('registered', 'received'))", name="open_while_unsettled"),
        CheckConstraint(f"received_way IN ({words(ReceivedWay)})", name="way_known"),
        CheckConstraint("(received_on IS NULL) = (received_way IS NULL)", name="received_in_a_way"),
        CheckConstraint("received_on IS NULL OR received_on <= document_limit", name="received_in_time"),
        CheckConstraint(
            "received_way = 'mail' OR received_way IS NULL OR called_on IS NOT NULL", name="paper_after_call"
        ),
        CheckConstraint("called_on <= received_on", name="call_before_paper"),
        CheckConstraint(
            "state NOT IN ('received', 'processed') OR received_on IS NOT NULL", name="processed_after_paper"
        ),
        CheckConstraint("is_open = (settled_at IS NULL)", name="settled_has_moment"),
        CheckConstraint("state <> 'not_admitted' OR why IS NOT NULL", name="refused_with_reason"),
        CheckConstraint("state <> 'expired' OR particulars IS NULL", name="expired_is_empty"),
        Index("uq_agency_application_open", "agency_id", "kind", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_agency_application_document_limit", "document_limit", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    is_open: Mapped[bool]
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    document_limit: Mapped[date]
    particulars: Mapped[str | None] = mapped_column(Sealed("agency_application.particulars"))  # JSON of Particulars
    services: Mapped[str | None] = mapped_column(String(20))  # what a withdrawal gives up: job_info, seeker_info, all
    linked_id: Mapped[int | None] = mapped_column(ForeignKey("agency_application.id"))
    received_on: Mapped[date | None]
    received_way: Mapped[str | None] = mapped_column(String(10))
    called_on: Mapped[date | None]
    received_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    why: Mapped[str | None] = mapped_column(Sealed("agency_application.why"))


class ApplicationDraft(Model):
    """What was typed of an application that is not registered yet: one of each kind for an agency."""

    __tablename__ = "agency_application_draft"
    __table_args__ = (CheckConstraint(f"kind IN ({words(ApplicationKind)})", name="kind_known"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    typed: Mapped[str] = mapped_column(Sealed("agency_application_draft.typed"))  # JSON of the fields as typed
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class ApplicationUpload(Model):
    """The filled document as the agency put it beside its application, base64 of a PDF; the bureau enters receipt."""

    __tablename__ = "agency_application_upload"
    __table_args__ = (CheckConstraint("size > 0", name="not_empty"),)

    application_id: Mapped[int] = mapped_column(
        ForeignKey("agency_application.id"), primary_key=True, autoincrement=False
    )
    content: Mapped[str] = mapped_column(Sealed("agency_application_upload.content"))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class MandatoryInfoVersion(Model):
    """One immutable version of what an agency tells seekers about itself (AGY-056, AGY-057)."""

    __tablename__ = "mandatory_info"
    __table_args__ = (
        UniqueConstraint("agency_id", "version"),
        CheckConstraint("version > 0", name="version_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    version: Mapped[int] = mapped_column(SmallInteger)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("agency_application.id"))
    in_force_at: Mapped[datetime] = mapped_column(UtcDateTime)
    record: Mapped[str] = mapped_column(Text)
    occupations: Mapped[str] = mapped_column(Text)
    industries: Mapped[str] = mapped_column(Text)
    areas: Mapped[str] = mapped_column(Text)
    seeker_fees: Mapped[str] = mapped_column(Text)
    officer: Mapped[str] = mapped_column(Sealed("mandatory_info.officer"))
    officer_contact: Mapped[str] = mapped_column(Sealed("mandatory_info.officer_contact"))


class BusinessOrder(Model):
    """An order under the Employment Security Act against an agency, as the bureau entered it (AGY-006, AGY-074)."""

    __tablename__ = "business_order"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(BusinessOrderKind)})", name="kind_known"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="days_in_order"),
        CheckConstraint("kind <> 'suspension_order' OR until_on IS NOT NULL", name="suspension_has_end"),
        CheckConstraint("improved_on IS NULL OR improved_on >= from_on", name="improved_after"),
        Index("ix_business_order_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    improved_on: Mapped[date | None]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    improved_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
