"""Keep of which threads their seekers were not told by mail yet."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

UNTOLD = sa.text("is_untold")


def upgrade() -> None:
    """Of what came before nobody is told: it has lain there for long."""
    op.add_column("thread", sa.Column("is_untold", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_thread_untold", "thread", ["is_untold", "record_id"], postgresql_where=UNTOLD)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_thread_untold", "thread")
    op.execute(sa.text("ALTER TABLE thread DROP COLUMN is_untold"))
