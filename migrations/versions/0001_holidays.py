"""Add the holiday rows."""

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the holiday rows."""


def downgrade() -> None:
    """Take it back."""
