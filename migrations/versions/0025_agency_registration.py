"""Let agencies register with a checked address too."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KNOWN = "ck_address_check_kind_known"


def upgrade() -> None:
    """Take links of agencies."""
    with op.batch_alter_table("address_check") as table:
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.create_check_constraint(op.f(KNOWN), "kind IN ('seeker', 'employer', 'agency')")


def downgrade() -> None:
    """Take no more of them; those that are there die."""
    op.execute("DELETE FROM address_check WHERE kind = 'agency'")
    with op.batch_alter_table("address_check") as table:
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.create_check_constraint(op.f(KNOWN), "kind IN ('seeker', 'employer')")
