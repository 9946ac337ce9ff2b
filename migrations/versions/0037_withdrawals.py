"""Count how often a seeker took the consent back, and keep with each thread under which count it was begun."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TABLES = ("seeker_record", "thread")


def upgrade() -> None:
    """None is counted of before: a record that is withdrawn now ends its threads by its moment."""
    for table in TABLES:
        op.add_column(table, sa.Column("withdrawals", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Forget the counts."""
    for table in TABLES:
        op.execute(sa.text(f"ALTER TABLE {table} DROP COLUMN withdrawals"))
