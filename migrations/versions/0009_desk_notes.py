"""Add the notes of the desk."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the notes of the desk."""


def downgrade() -> None:
    """Take it back."""
