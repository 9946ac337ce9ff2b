"""The tables of the audit record: events, and the seals that chain them."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime

LongId = BigInteger().with_variant(Integer, "sqlite")


class AuditEvent(Model):
    """Who did or saw what, and when; only ever added to."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_subject", "subject"),
        Index("ix_audit_event_actor_at", "actor", "at"),
        Index("ix_audit_event_office_id_at", "office_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(LongId, primary_key=True)
    act: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(120))
    office_id: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    detail: Mapped[str] = mapped_column(String(2000))
    request_id: Mapped[str | None] = mapped_column(String(64))


class AuditSeal(Model):
    """One link of the chain; `previous` unique, so that two routines cannot fork it."""

    __tablename__ = "audit_seal"
    __table_args__ = (
        UniqueConstraint("previous", name="uq_audit_seal_previous"),
        UniqueConstraint("last_id", name="uq_audit_seal_last_id"),
        CheckConstraint("first_id <= last_id", name="ids_in_order"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    marks: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime())


class Deletion(Model):
    """What was deleted past its date, by pseudonym; kept after the thing itself is gone (DESIGN 3.11)."""

    __tablename__ = "deletion_log"
    __table_args__ = (Index("ix_deletion_log_pseudonym", "pseudonym"),)

    id: Mapped[int] = mapped_column(LongId, primary_key=True)
    what: Mapped[str] = mapped_column(String(40))
    pseudonym: Mapped[str] = mapped_column(String(40))
    office_id: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime())
