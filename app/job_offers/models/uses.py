"""Tables of what agencies do with job offers: given to seekers, learned, added, accepted, told (7(1)①②)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import words
from app.db import Model, Sealed, UtcDateTime
from app.job_offers.terms.acts import LearnedKind, ToldWay


class OfferProvision(Model):
    """An agency gave a version of an offer to a seeker of its own, whom nobody names here (AGY-026)."""

    __tablename__ = "job_offer_provision"
    __table_args__ = (
        ForeignKeyConstraint(["offer_id", "version"], ["job_offer_version.offer_id", "job_offer_version.version"]),
        Index("ix_job_offer_provision_agency_id_provided_on", "agency_id", "provided_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    offer_id: Mapped[int]
    version: Mapped[int]
    provided_on: Mapped[date]
    provided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class OfferLearned(Model):
    """An agency learned that an offer changed or was withdrawn, and asked the employer to tell the office (AGY-029)."""

    __tablename__ = "job_offer_learned"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(LearnedKind)})", name="kind_known"),
        CheckConstraint("asked_on IS NULL OR asked_on >= learned_on", name="asked_after"),
        Index("ix_job_offer_learned_agency_id_offer_id", "agency_id", "offer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("job_offer.id"))
    kind: Mapped[str] = mapped_column(String(10))
    learned_on: Mapped[date]
    content: Mapped[str] = mapped_column(Sealed("job_offer_learned.content"))
    asked_on: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class OfferAddition(Model):
    """What an agency adds on its own responsibility; the newest counts, without a text there is none (AGY-034)."""

    __tablename__ = "job_offer_addition"
    __table_args__ = (
        CheckConstraint("(text IS NULL) = (consented_on IS NULL)", name="consented"),
        Index("ix_job_offer_addition_agency_id_offer_id", "agency_id", "offer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("job_offer.id"))
    text: Mapped[str | None] = mapped_column(Sealed("job_offer_addition.text"))
    consented_on: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class OfferAcceptance(Model):
    """求人受理: each step by its day, then the five items told on paper or by mail (AGY-035 to AGY-037, AGY-040)."""

    __tablename__ = "job_offer_acceptance"
    __table_args__ = (
        CheckConstraint("contacted_on <= conditions_on", name="contact_first"),
        CheckConstraint("conditions_on <= accepted_on", name="conditions_before"),
        CheckConstraint("fee_explained_on IS NULL OR fee_explained_on <= accepted_on", name="fee_before"),
        CheckConstraint("subsidies_explained_on <= accepted_on", name="subsidies_before"),
        CheckConstraint("told_on IS NULL OR told_on >= accepted_on", name="told_after"),
        CheckConstraint("(told_on IS NULL) = (told_way IS NULL)", name="told_in_a_way"),
        CheckConstraint(f"told_way IN ({words(ToldWay)})", name="told_way_known"),
        Index("ix_job_offer_acceptance_agency_id_accepted_on", "agency_id", "accepted_on"),
    )

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    offer_id: Mapped[int] = mapped_column(ForeignKey("job_offer.id"), primary_key=True, autoincrement=False)
    contacted_on: Mapped[date]
    conditions_on: Mapped[date]
    fee_explained_on: Mapped[date | None]
    subsidies_explained_on: Mapped[date]
    accepted_on: Mapped[date]
    accepted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    told_on: Mapped[date | None]
    told_way: Mapped[str | None] = mapped_column(String(10))
    told_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class OfferHire(Model):
    """People hired on a day for an offer an agency accepted, and the fees in yen; for its yearly report (AGY-124)."""

    __tablename__ = "job_offer_hire"
    __table_args__ = (
        ForeignKeyConstraint(
            ["agency_id", "offer_id"], ["job_offer_acceptance.agency_id", "job_offer_acceptance.offer_id"]
        ),
        CheckConstraint("people > 0", name="somebody"),
        CheckConstraint("fee >= 0", name="fee_not_negative"),
        UniqueConstraint("agency_id", "offer_id", "decided_on"),
        Index("ix_job_offer_hire_agency_id_decided_on", "agency_id", "decided_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int]
    offer_id: Mapped[int]
    decided_on: Mapped[date]
    people: Mapped[int]
    fee: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int] = mapped_column(ForeignKey("account.id"))
