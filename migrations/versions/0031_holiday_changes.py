"""Keep who changed the table of holidays, what, and why."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLE = "holiday_change"


def upgrade() -> None:
    """Add the table; what was changed before is in the audit record."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name_before", sa.Text(), nullable=True),
        sa.Column("name_after", sa.Text(), nullable=True),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("name_before is not null or name_after is not null", name=op.f(f"ck_{TABLE}_name_told")),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{TABLE}_reason_given")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_day", TABLE, ["day"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table(TABLE)
