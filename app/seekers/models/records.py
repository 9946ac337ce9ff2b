"""Tables of seekers' records: what is offered, and by what it is found. Nothing in them names anybody (AGY-044)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.columns import words
from app.db import Model, UtcDateTime
from app.seekers.terms.records import AgeBand, ChoiceKind, WageUnit


class SeekerRecord(Model):
    """What a seeker offers, by consent, separate from every other consent; at most one of an account.

    One that was imported belongs to no account until its seeker registers with the number of `seeker_index`, an HMAC.
    `shuffle` is a random place in the lists. `withdrawals` counts how often the consent was taken back: threads live
    under the count they were begun under. Locked before anything is sent to its seeker (DESIGN 3.6).
    """

    __tablename__ = "seeker_record"
    __table_args__ = (
        CheckConstraint("account_id IS NOT NULL OR seeker_index IS NOT NULL", name="somebodys"),
        CheckConstraint("wage > 0", name="wage_positive"),
        CheckConstraint(f"wage_unit IN ({words(WageUnit)})", name="wage_unit_known"),
        CheckConstraint(f"age_band IN ({words(AgeBand)})", name="age_band_known"),
        Index("ix_seeker_record_shuffle", "shuffle"),
        Index("ix_seeker_record_valid_until", "valid_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    seeker_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    office_id: Mapped[str | None] = mapped_column(ForeignKey("office.id"))
    shuffle: Mapped[int]
    experience: Mapped[str] = mapped_column(Text)
    qualifications: Mapped[str] = mapped_column(Text)
    wishes: Mapped[str] = mapped_column(Text)
    wage: Mapped[int | None]
    wage_unit: Mapped[str] = mapped_column(String(10))
    age_band: Mapped[str | None] = mapped_column(String(20))
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawals: Mapped[int] = mapped_column(server_default="0")


class SeekerChoice(Model):
    """One occupation, area, form of employment or working hours of a record; `shuffle` as the record's."""

    __tablename__ = "seeker_choice"
    __table_args__ = (
        CheckConstraint(f"kind IN ({words(ChoiceKind)})", name="kind_known"),
        Index("ix_seeker_choice_kind_code_shuffle", "kind", "code", "shuffle"),
    )

    record_id: Mapped[int] = mapped_column(ForeignKey("seeker_record.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(30), primary_key=True)
    shuffle: Mapped[int]


class SeekerGram(Model):
    """Two signs that stand side by side in a record's texts, folded: what words are found by."""

    __tablename__ = "seeker_gram"
    __table_args__ = (Index("ix_seeker_gram_record_id", "record_id"),)

    gram: Mapped[str] = mapped_column(String(2), primary_key=True)
    shuffle: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(ForeignKey("seeker_record.id"), primary_key=True, autoincrement=False)


class SeekerBlock(Model):
    """A seeker refuses an agency's messages, for good (AGY-052)."""

    __tablename__ = "seeker_block"

    record_id: Mapped[int] = mapped_column(ForeignKey("seeker_record.id"), primary_key=True, autoincrement=False)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, autoincrement=False)
    blocked_at: Mapped[datetime] = mapped_column(UtcDateTime)
