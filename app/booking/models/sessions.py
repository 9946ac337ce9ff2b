"""What is on record of a consultation, and where the person was guided afterwards."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.booking.terms.sessions import Outcome, OutcomeReason, ProhibitedAct, ReferralKind
from app.db import Model, Sealed, UtcDateTime

OUTCOMES = ", ".join(f"'{outcome}'" for outcome in Outcome)
REASONS = ", ".join(f"'{reason}'" for reason in OutcomeReason)
LETTERS = ", ".join(f"'{act.value}'" for act in ProhibitedAct)
KINDS = ", ".join(f"'{kind}'" for kind in ReferralKind)


class SessionRow(Model):
    """A consultation from its admission on (KNG-35): one for each booking that was admitted, never taken away.

    It ends once, either with an outcome or stopped for a letter of the prohibited acts.
    """

    __tablename__ = "booking_session"
    __table_args__ = (
        CheckConstraint(f"outcome IN ({OUTCOMES})", name="outcome_known"),
        CheckConstraint(f"reason IN ({REASONS})", name="reason_known"),
        CheckConstraint(f"stopped_for IN ({LETTERS})", name="letter_known"),
        CheckConstraint("reason IS NULL OR outcome IS NOT NULL", name="reason_has_outcome"),
        CheckConstraint(
            "(ended_at IS NULL AND outcome IS NULL AND stopped_for IS NULL)"
            " OR (ended_at IS NOT NULL AND (outcome IS NULL) <> (stopped_for IS NULL))",
            name="ends_in_one_way",
        ),
        CheckConstraint("ended_at IS NULL OR ended_at >= admitted_at", name="ends_after_start"),
    )

    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), primary_key=True, autoincrement=False)
    admitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    admitted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    switched_to_phone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    switched_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(20))
    stopped_for: Mapped[str | None] = mapped_column(String(4))


class ReferralRow(Model):
    """Guidance to the centre of the workplace (KNG-36); the newest row of a booking holds.

    `branch` is the name as the office's policy had it on that day, empty for the main centre (Q-10).
    """

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint(f"kind IN ({KINDS})", name="kind_known"),
        Index("ix_referral_booking_id", "booking_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    branch: Mapped[str | None] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Sealed("referral.note"))
    referred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    referred_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
