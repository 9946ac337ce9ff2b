"""Let an attestation name the lines of the log it is about, so that one committed late is not left out."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

ABOUT = (
    "SELECT d.id AS deletion_id, min(a.id) AS attestation_id FROM acquisition_deletion d"
    " JOIN deletion_attestation a ON a.agency_id = d.agency_id AND a.up_to_id >= d.id GROUP BY d.id"
)


def upgrade() -> None:
    """Every line up to the one an attestation ended with was spoken of by the first that reached it."""
    op.execute(sa.text(f"CREATE TABLE attested_aside AS {ABOUT}"))
    with op.batch_alter_table("deletion_attestation") as attestation:
        attestation.drop_constraint(op.f("fk_deletion_attestation_up_to_id_acquisition_deletion"), type_="foreignkey")
        attestation.drop_constraint(op.f("uq_deletion_attestation_agency_id_up_to_id"), type_="unique")
        attestation.drop_column("up_to_id")
        attestation.create_index("ix_deletion_attestation_agency_id", ["agency_id"])
    op.create_table(
        "attested_deletion",
        sa.Column("deletion_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attestation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deletion_id"],
            ["acquisition_deletion.id"],
            name=op.f("fk_attested_deletion_deletion_id_acquisition_deletion"),
        ),
        sa.ForeignKeyConstraint(
            ["attestation_id"],
            ["deletion_attestation.id"],
            name=op.f("fk_attested_deletion_attestation_id_deletion_attestation"),
        ),
        sa.PrimaryKeyConstraint("deletion_id", name=op.f("pk_attested_deletion")),
    )
    op.execute(sa.text("INSERT INTO attested_deletion SELECT deletion_id, attestation_id FROM attested_aside"))
    op.drop_table("attested_aside")


def downgrade() -> None:
    """Keep of each the last line it was about."""
    op.execute(
        sa.text(
            "CREATE TABLE attested_aside AS SELECT attestation_id, max(deletion_id) AS up_to_id"
            " FROM attested_deletion GROUP BY attestation_id"
        )
    )
    op.drop_table("attested_deletion")
    op.execute(sa.text("DELETE FROM deletion_attestation WHERE id NOT IN (SELECT attestation_id FROM attested_aside)"))
    op.add_column("deletion_attestation", sa.Column("up_to_id", sa.Integer(), nullable=True))
    last = "SELECT up_to_id FROM attested_aside WHERE attestation_id = deletion_attestation.id"
    op.execute(sa.text(f"UPDATE deletion_attestation SET up_to_id = ({last})"))
    op.drop_table("attested_aside")
    with op.batch_alter_table("deletion_attestation") as attestation:
        attestation.drop_index("ix_deletion_attestation_agency_id")
        attestation.alter_column("up_to_id", existing_type=sa.Integer(), nullable=False)
        attestation.create_foreign_key(
            op.f("fk_deletion_attestation_up_to_id_acquisition_deletion"),
            "acquisition_deletion",
            ["up_to_id"],
            ["id"],
        )
        attestation.create_unique_constraint(
            op.f("uq_deletion_attestation_agency_id_up_to_id"), ["agency_id", "up_to_id"]
        )
