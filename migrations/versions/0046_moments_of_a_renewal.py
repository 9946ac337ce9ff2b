"""Keep when a booking's address was corrected, and when an account's ways in were renewed (SECURITY F15)."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

CORRECTED = sa.text("address_set_at IS NOT NULL")


def upgrade() -> None:
    """Add the moments; what was changed before is in every backup that will be restored."""
    op.add_column("account", sa.Column("renewed_at", UtcDateTime(), nullable=True))
    op.add_column("booking", sa.Column("address_set_at", UtcDateTime(), nullable=True))
    op.create_index(
        "ix_booking_address_set_at",
        "booking",
        ["address_set_at"],
        sqlite_where=CORRECTED,
        postgresql_where=CORRECTED,
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_booking_address_set_at", table_name="booking")
    op.execute("ALTER TABLE booking DROP COLUMN address_set_at")
    op.execute("ALTER TABLE account DROP COLUMN renewed_at")
