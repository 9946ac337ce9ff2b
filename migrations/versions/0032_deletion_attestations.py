"""Keep that an agency deleted its own copies of what was deleted here."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "deletion_attestation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("up_to_id", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("attested_at", UtcDateTime(), nullable=False),
        sa.Column("attested_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("records > 0", name=op.f("ck_deletion_attestation_of_something")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_deletion_attestation_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["attested_by"], ["account.id"], name=op.f("fk_deletion_attestation_attested_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["up_to_id"],
            ["acquisition_deletion.id"],
            name=op.f("fk_deletion_attestation_up_to_id_acquisition_deletion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion_attestation")),
        sa.UniqueConstraint("agency_id", "up_to_id", name=op.f("uq_deletion_attestation_agency_id_up_to_id")),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("deletion_attestation")
