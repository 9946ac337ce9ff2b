"""Add the holiday rows, seeded to the end of the computed years (DESIGN 4)."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime
from app.kernel.holidays import seed_holidays

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEEDED_AT = datetime(2026, 2, 2, tzinfo=UTC)


def upgrade() -> None:
    """Make the table and fill it: official days as announced, the later ones as forecasts."""
    holiday = op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_holiday"),
    )
    op.bulk_insert(
        holiday,
        [
            {"day": row.day, "name": row.name, "official": row.official, "changed_at": SEEDED_AT}
            for row in seed_holidays()
        ],
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("holiday")
