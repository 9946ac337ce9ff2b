"""A change of the periods of retention that waits for a second person (SECURITY 2.3.5)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, UtcDateTime

OPEN = text("settled_at IS NULL")


class RetentionProposal(Model):
    """What one manager proposed, and whether another approved it; one at a time is open. Rows are never taken away."""

    __tablename__ = "retention_proposal"
    __table_args__ = (
        CheckConstraint("contact_months >= 1", name="contact_kept_a_month"),
        CheckConstraint("record_months >= contact_months", name="record_outlives_contact"),
        CheckConstraint("use_log_months >= 1", name="use_log_kept_a_month"),
        CheckConstraint(
            "(settled_at IS NULL AND settled_by IS NULL AND approved IS NULL)"
            " OR (settled_at IS NOT NULL AND settled_by IS NOT NULL AND approved IS NOT NULL)",
            name="settled_whole",
        ),
        CheckConstraint("NOT approved OR settled_by <> proposed_by", name="approved_by_another"),
        Index("uq_retention_proposal_open", "office_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    contact_months: Mapped[int]
    record_months: Mapped[int]
    use_log_months: Mapped[int | None]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved: Mapped[bool | None]
