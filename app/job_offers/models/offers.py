"""Tables of job offers: what Hello Work gave, version by version, and the tokens by which agencies fetch it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import words
from app.db import Model, UtcDateTime
from app.job_offers.terms.offers import OfferEmployment, OfferWageUnit


class JobOffer(Model):
    """An offer by its number, with what lists are searched by; the newest version counts (AGY-032).

    `change_no` is where its last change stands among all changes: who has read up to a number asks for those after it.
    """

    __tablename__ = "job_offer"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_counted"),
        CheckConstraint("wage_from > 0", name="wage_positive"),
        CheckConstraint(f"employment IN ({words(OfferEmployment)})", name="employment_known"),
        CheckConstraint(f"wage_unit IN ({words(OfferWageUnit)})", name="wage_unit_known"),
        Index("ix_job_offer_occupation_change_no", "occupation", "change_no"),
        Index("ix_job_offer_prefecture_change_no", "prefecture", "change_no"),
        Index("ix_job_offer_changed_at", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    office_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"))
    version: Mapped[int]
    change_no: Mapped[int] = mapped_column(unique=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    occupation: Mapped[str] = mapped_column(String(2))
    prefecture: Mapped[str] = mapped_column(String(2))
    employment: Mapped[str] = mapped_column(String(20))
    wage_unit: Mapped[str] = mapped_column(String(10))
    wage_from: Mapped[int]
    search_text: Mapped[str] = mapped_column(Text)


class JobOfferVersion(Model):
    """One immutable version of an offer: its items as they were received."""

    __tablename__ = "job_offer_version"

    offer_id: Mapped[int] = mapped_column(ForeignKey("job_offer.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    items: Mapped[str] = mapped_column(Text)  # JSON, item key to text
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class JobOfferChanges(Model):
    """How many changes there were: one row, held by whoever changes offers, so that numbers are seen in their order."""

    __tablename__ = "job_offer_changes"
    __table_args__ = (CheckConstraint("count >= 0", name="counted"),)

    name: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int]


class JobOfferToken(Model):
    """A token by which an agency's own system fetches offers; kept as an HMAC only (AGY-141)."""

    __tablename__ = "job_offer_token"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index("ix_job_offer_token_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
