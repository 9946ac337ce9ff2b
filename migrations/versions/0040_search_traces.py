"""Keep whom an agency's searches of the day found, and where pairs of them differ by few people."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "search_watch",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("rang_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(pairs > 0) = (rang_at IS NOT NULL)", name=op.f("ck_search_watch_rings_with_the_first")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_search_watch_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "day", name=op.f("pk_search_watch")),
    )
    op.create_table(
        "search_trace",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_search_trace_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "day", "asked", name=op.f("pk_search_trace")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("search_trace")
    op.drop_table("search_watch")
