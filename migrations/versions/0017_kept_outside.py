"""Add the bookings that are kept although they do not fit what the office has set since."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WHYS = "'no_such_time', 'closed_day', 'closed_by_office', 'other_length', 'more_than_seats'"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "kept_outside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", Sealed("kept_outside.reason"), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"why IN ({WHYS})", name=op.f("ck_kept_outside_why_known")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_kept_outside_booking_id_booking")),
        sa.ForeignKeyConstraint(["kept_by"], ["account.id"], name=op.f("fk_kept_outside_kept_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_outside")),
        sa.UniqueConstraint("booking_id", "why", "words", name=op.f("uq_kept_outside_booking_id")),
    )


def downgrade() -> None:
    """Take it back; the bookings wait for the desk again."""
    op.drop_table("kept_outside")
