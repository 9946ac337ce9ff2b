"""Keep with each thread how far it has come, so that an agency's inbox reads pages of an index."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

LATEST = ["agency_id", "stop_count", "last_at", "number"]
STAGE = (
    "VARCHAR(10) NOT NULL DEFAULT 'invited'"
    " CONSTRAINT ck_thread_stage_known CHECK (stage IN ('invited', 'asked', 'answered'))"
)
"""With the column, not after it: SQLite would build the table anew, to which messages point."""
UNREAD = sa.text("is_unread")
BLOCKED = sa.text("blocked_at IS NOT NULL")
LAST_ASKED = "SELECT max(message.id) FROM message WHERE message.thread_id = thread.id AND message.kind = 'question'"
LAST_ANSWERED = "SELECT max(message.id) FROM message WHERE message.thread_id = thread.id AND message.kind = 'answer'"
UNREAD_QUESTIONS = (
    "SELECT 1 FROM message WHERE message.thread_id = thread.id AND message.kind = 'question'"
    " AND message.read_at IS NULL"
)


def upgrade() -> None:
    """Read the stage of what was written already, then guard it."""
    op.execute(sa.text(f"ALTER TABLE thread ADD COLUMN stage {STAGE}"))
    op.add_column("thread", sa.Column("is_unread", sa.Boolean(), nullable=False, server_default=sa.false()))
    asked = f"coalesce(({LAST_ASKED}), 0)"
    answered = f"coalesce(({LAST_ANSWERED}), 0)"
    stage = f"CASE WHEN {answered} > {asked} THEN 'answered' WHEN {asked} > 0 THEN 'asked' ELSE 'invited' END"
    op.execute(sa.text(f"UPDATE thread SET stage = {stage}"))
    op.execute(sa.text(f"UPDATE thread SET is_unread = {asked} > {answered} AND EXISTS ({UNREAD_QUESTIONS})"))
    op.drop_index("ix_thread_agency_id_last_at", "thread")
    op.create_index("ix_thread_latest", "thread", LATEST)
    op.create_index("ix_thread_stage", "thread", ["agency_id", "stop_count", "stage", "last_at", "number"])
    op.create_index("ix_thread_assigned_to", "thread", ["assigned_to", "last_at", "number"])
    op.create_index("ix_thread_unread", "thread", LATEST, sqlite_where=UNREAD, postgresql_where=UNREAD)
    op.create_index("ix_thread_blocked", "thread", LATEST, sqlite_where=BLOCKED, postgresql_where=BLOCKED)


def downgrade() -> None:
    """Take it back; the messages themselves tell it still."""
    for name in ("blocked", "unread", "assigned_to", "stage", "latest"):
        op.drop_index(f"ix_thread_{name}", "thread")
    op.create_index("ix_thread_agency_id_last_at", "thread", ["agency_id", "last_at"])
    op.execute(sa.text("ALTER TABLE thread DROP COLUMN is_unread"))
    op.execute(sa.text("ALTER TABLE thread DROP COLUMN stage"))
