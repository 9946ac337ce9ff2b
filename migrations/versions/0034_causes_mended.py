"""Keep of each stop when its own cause was mended, beside when nothing before it is left either (AGY-084)."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; of what was mended so far it is the one that is known."""
    op.add_column("suspension", sa.Column("cause_mended_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE suspension SET cause_mended_at = improved_at")


def downgrade() -> None:
    """Take it away, without building the table anew, to which others point."""
    op.execute("ALTER TABLE suspension DROP COLUMN cause_mended_at")
