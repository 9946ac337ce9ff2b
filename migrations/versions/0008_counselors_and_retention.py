"""Add counselors, their days and retention periods."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add counselors, their days and retention periods."""


def downgrade() -> None:
    """Take it back."""
