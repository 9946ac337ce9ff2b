"""Keep hires and fees as agencies record them, for their yearly report."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

HIRE, FEE = "job_offer_hire", "placement_fee"


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        HIRE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_job_offer_hire_somebody")),
        sa.CheckConstraint("fee >= 0", name=op.f("ck_job_offer_hire_fee_not_negative")),
        sa.ForeignKeyConstraint(
            ["agency_id", "offer_id"],
            ["job_offer_acceptance.agency_id", "job_offer_acceptance.offer_id"],
            name=op.f("fk_job_offer_hire_agency_id_offer_id_job_offer_acceptance"),
        ),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_job_offer_hire_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_offer_hire")),
        sa.UniqueConstraint(
            "agency_id", "offer_id", "decided_on", name=op.f("uq_job_offer_hire_agency_id_offer_id_decided_on")
        ),
    )
    op.create_index("ix_job_offer_hire_agency_id_decided_on", HIRE, ["agency_id", "decided_on"])
    op.create_table(
        FEE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("acquisition_id", sa.Integer(), nullable=False),
        sa.Column("payer", sa.String(10), nullable=False),
        sa.Column("yen", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("payer IN ('seeker', 'employer')", name=op.f("ck_placement_fee_payer_known")),
        sa.CheckConstraint("yen > 0", name=op.f("ck_placement_fee_yen_positive")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_placement_fee_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["acquisition_id"], ["acquisition.id"], name=op.f("fk_placement_fee_acquisition_id_acquisition")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_placement_fee_entered_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_fee")),
        sa.UniqueConstraint(
            "acquisition_id",
            "payer",
            "received_on",
            "yen",
            name=op.f("uq_placement_fee_acquisition_id_payer_received_on_yen"),
        ),
    )
    op.create_index("ix_placement_fee_agency_id_received_on", FEE, ["agency_id", "received_on"])


def downgrade() -> None:
    """Take both back."""
    op.drop_table(FEE)
    op.drop_table(HIRE)
