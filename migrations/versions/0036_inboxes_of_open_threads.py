"""Let unread and asked threads be found among those that are open."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

OPEN_FIRST = ["agency_id", "stop_count", "is_open"]
UNREAD = sa.text("is_unread")
OPEN = sa.text("is_open")


def upgrade() -> None:
    """Make the indexes anew."""
    op.drop_index("ix_thread_unread", "thread")
    both = sa.text("is_open AND is_unread")
    op.create_index(
        "ix_thread_unread", "thread", [*OPEN_FIRST, "is_unread", "last_at", "number"], postgresql_where=both
    )
    op.create_index(
        "ix_thread_open_stage", "thread", [*OPEN_FIRST, "stage", "last_at", "number"], postgresql_where=OPEN
    )


def downgrade() -> None:
    """Back to those of before."""
    op.drop_index("ix_thread_open_stage", "thread")
    op.drop_index("ix_thread_unread", "thread")
    latest = ["agency_id", "stop_count", "last_at", "number"]
    op.create_index("ix_thread_unread", "thread", latest, sqlite_where=UNREAD, postgresql_where=UNREAD)
