"""Add offices, policies, closures and terms."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add offices, policies, closures and terms."""


def downgrade() -> None:
    """Take it back."""
