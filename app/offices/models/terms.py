"""The words people agree to: sets, versions, drafts, and who agreed to which."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime


class TermsSetRow(Model):
    """A set of terms that one or more offices share."""

    __tablename__ = "terms_set"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text)
    change_notice: Mapped[str | None] = mapped_column(String(20))  # the notice that tells its users of a change


class TermsVersionRow(Model):
    """One version of a terms set; of versions older than the known text there is only the date."""

    __tablename__ = "terms_version"
    __table_args__ = (
        UniqueConstraint("terms_set", "effective_on"),
        CheckConstraint("source in ('demo', 'official')", name="source_known"),
        CheckConstraint("ground in ('1', '2')", name="ground_known"),
        CheckConstraint("text is null or length(text) > 0", name="text_not_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    terms_set: Mapped[str] = mapped_column(ForeignKey("terms_set.name"))
    effective_on: Mapped[date]
    act: Mapped[str] = mapped_column(Text)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    ground: Mapped[str | None] = mapped_column(Text)


class TermsWithdrawnRow(Model):
    """A version that was announced and taken back before its day (KNG-57): it never governed, and is still told."""

    __tablename__ = "terms_withdrawn"
    __table_args__ = (Index("ix_terms_withdrawn_terms_set", "terms_set"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    terms_set: Mapped[str] = mapped_column(ForeignKey("terms_set.name"))
    effective_on: Mapped[date]
    announced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)
    withdrawn_by: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TermsDraftRow(Model):
    """The one draft of a terms set, until it is announced or thrown away; `revision` tells two writers apart."""

    __tablename__ = "terms_draft"
    __table_args__ = (CheckConstraint("ground in ('1', '2')", name="ground_known"),)

    terms_set: Mapped[str] = mapped_column(ForeignKey("terms_set.name"), primary_key=True)
    effective_on: Mapped[date | None]
    ground: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    edited_by: Mapped[str] = mapped_column(Text)
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ConsentRow(Model):
    """Who agreed to which version, how and when; kept for good (KNG-01, KNG-58)."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("kind in ('explicit', 'deemed')", name="kind_known"),
        CheckConstraint("booking_number is not null or account_id is not null", name="given_by_someone"),
        Index("ix_consent_booking_number", "booking_number"),
        Index("ix_consent_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    terms_version_id: Mapped[int] = mapped_column(ForeignKey("terms_version.id"))
    kind: Mapped[str] = mapped_column(Text)
    booking_number: Mapped[str | None] = mapped_column(Text)
    account_id: Mapped[int | None]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
