"""Find the applications that an agency has not accepted by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

APPLIED = sa.text("applied_on IS NOT NULL AND accepted_on IS NULL AND deleted_at IS NULL")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_acquisition_applied", "acquisition", ["agency_id"], sqlite_where=APPLIED, postgresql_where=APPLIED
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_acquisition_applied", table_name="acquisition")
