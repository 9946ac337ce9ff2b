"""One organisation takes part once: the licence number a participation runs under, unique while it runs (AGY-060)."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

RUNNING = sa.text("ended_at IS NULL")
KEYS = """
UPDATE participation SET licence_key = (SELECT licence_key FROM agency WHERE agency.id = participation.agency_id)
WHERE ended_at IS NOT NULL OR id = (
    SELECT min(other.id) FROM participation other JOIN agency theirs ON theirs.id = other.agency_id
    WHERE other.ended_at IS NULL AND theirs.licence_key =
        (SELECT licence_key FROM agency WHERE agency.id = participation.agency_id)
)
"""
"""Of two that run under one number the first has it; the other is told at its next application."""


def upgrade() -> None:
    """Add the number and its index."""
    op.add_column("participation", sa.Column("licence_key", sa.String(60), nullable=True))
    op.execute(KEYS)
    op.create_index(
        "uq_participation_licence_key",
        "participation",
        ["licence_key"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index("uq_participation_licence_key", table_name="participation")
    op.execute(sa.text("ALTER TABLE participation DROP COLUMN licence_key"))
