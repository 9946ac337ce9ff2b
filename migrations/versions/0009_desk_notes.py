"""Add the notes of the desk."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what people of an office write beside a booking."""
    op.create_table(
        "desk_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", Sealed("desk_note.text"), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('private', 'handover', 'need')", name=op.f("ck_desk_note_kind_known")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_desk_note_author_id_account")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_desk_note_booking_id_booking")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_note")),
    )
    op.create_index("ix_desk_note_booking_id", "desk_note", ["booking_id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("desk_note")
