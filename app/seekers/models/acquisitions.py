"""Tables of what agencies hold of seekers, until when, and of what was deleted (AGY-045 to -055, -063 to -067)."""

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
from app.seekers.terms.acquisitions import Payer
from app.seekers.terms.records import DeletionReason

HELD = text("deleted_at IS NULL")
APPLIED = text("applied_on IS NOT NULL AND accepted_on IS NULL AND deleted_at IS NULL")


class Acquisition(Model):
    """A record that an agency acquired to invite its seeker, under its own number for it (AGY-044, AGY-045).

    `profile` is what it saw, gone with the deletion; `stop_count` the agency's at the time: under another one the row
    is invisible, worker or no worker (AGY-055). `kept_until` was computed by the rule of the day (AGY-053, AGY-054).
    """

    __tablename__ = "acquisition"
    __table_args__ = (
        CheckConstraint("(deleted_at IS NULL) = (deleted_why IS NULL)", name="deleted_with_reason"),
        CheckConstraint(f"deleted_why IN ({words(DeletionReason)})", name="reason_known"),
        CheckConstraint("(deleted_at IS NULL) = (profile IS NOT NULL)", name="deleted_is_empty"),
        CheckConstraint("accepted_on >= acquired_on", name="accepted_after"),
        CheckConstraint("explained_on IS NULL OR explained_on <= accepted_on", name="explained_before"),
        CheckConstraint("kept_until >= acquired_on", name="kept_a_while"),
        Index("uq_acquisition_held", "agency_id", "record_id", unique=True, sqlite_where=HELD, postgresql_where=HELD),
        Index("ix_acquisition_record_id", "record_id"),
        Index("ix_acquisition_agency_id_number", "agency_id", "number"),
        Index("ix_acquisition_kept_until", "kept_until", sqlite_where=HELD, postgresql_where=HELD),
        Index("ix_acquisition_applied", "agency_id", sqlite_where=APPLIED, postgresql_where=APPLIED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("seeker_record.id"))
    profile: Mapped[str | None] = mapped_column(Sealed("acquisition.profile"))  # JSON of SeekerProfile
    acquired_at: Mapped[datetime] = mapped_column(UtcDateTime)
    acquired_on: Mapped[date]
    acquired_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    stop_count: Mapped[int]
    kept_until: Mapped[date]
    applied_on: Mapped[date | None]
    explained_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_why: Mapped[str | None] = mapped_column(String(20))


class AcquisitionDeletion(Model):
    """What stays of a deleted record: the agency's own number for it, why, and when (DESIGN 3.11)."""

    __tablename__ = "acquisition_deletion"
    __table_args__ = (
        CheckConstraint(f"reason IN ({words(DeletionReason)})", name="reason_known"),
        Index("ix_acquisition_deletion_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    number: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20))
    deleted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeletionAttestation(Model):
    """An agency says that its own copies of so many records that were deleted are deleted too (AGY-055)."""

    __tablename__ = "deletion_attestation"
    __table_args__ = (
        CheckConstraint("records > 0", name="of_something"),
        Index("ix_deletion_attestation_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    records: Mapped[int]
    attested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attested_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class AttestedDeletion(Model):
    """A line of the log that an attestation is about: each line is spoken of once, whenever it was committed."""

    __tablename__ = "attested_deletion"

    deletion_id: Mapped[int] = mapped_column(
        ForeignKey("acquisition_deletion.id"), primary_key=True, autoincrement=False
    )
    attestation_id: Mapped[int] = mapped_column(ForeignKey("deletion_attestation.id"))


class ApplicationCount(Model):
    """How many seekers applied to an agency through the service in a fiscal year: it outlives what it held of them."""

    __tablename__ = "application_count"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    fiscal_year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    number: Mapped[int]


class PaidServiceUse(Model):
    """A paid service other than placement for a seeker, as notified, explained, accepted and wished (AGY-063)."""

    __tablename__ = "paid_service_use"
    __table_args__ = (
        CheckConstraint("notified_on < provided_on", name="notified_before"),
        CheckConstraint("explained_on <= provided_on AND accepted_on <= provided_on", name="agreed_before"),
        CheckConstraint("wished", name="wished"),
        Index("ix_paid_service_use_acquisition_id", "acquisition_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    acquisition_id: Mapped[int] = mapped_column(ForeignKey("acquisition.id"))
    name: Mapped[str] = mapped_column(Text)
    price: Mapped[str] = mapped_column(Text)
    notified_on: Mapped[date]
    explained_on: Mapped[date]
    accepted_on: Mapped[date]
    provided_on: Mapped[date]
    wished: Mapped[bool]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class PlacementFee(Model):
    """A fee for placing a seeker who came through the service, in yen; the sums go into the yearly report (AGY-127).

    It says nothing of the seeker and stays when what is held of the seeker is deleted.
    """

    __tablename__ = "placement_fee"
    __table_args__ = (
        CheckConstraint(f"payer IN ({words(Payer)})", name="payer_known"),
        CheckConstraint("yen > 0", name="yen_positive"),
        UniqueConstraint("acquisition_id", "payer", "received_on", "yen"),
        Index("ix_placement_fee_agency_id_received_on", "agency_id", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    acquisition_id: Mapped[int] = mapped_column(ForeignKey("acquisition.id"))
    payer: Mapped[str] = mapped_column(String(10))
    yen: Mapped[int] = mapped_column(BigInteger)
    received_on: Mapped[date]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
