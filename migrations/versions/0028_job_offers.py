"""Add job offers, version by version, and what agencies do with them."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    add_job_offer()
    add_job_offer_version()
    add_job_offer_changes()
    add_job_offer_token()
    add_job_offer_provision()
    add_job_offer_learned()
    add_job_offer_addition()
    add_job_offer_acceptance()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("job_offer_acceptance")
    op.drop_table("job_offer_addition")
    op.drop_table("job_offer_learned")
    op.drop_table("job_offer_provision")
    op.drop_table("job_offer_token")
    op.drop_table("job_offer_changes")
    op.drop_table("job_offer_version")
    op.drop_table("job_offer")


def add_job_offer() -> None:
    """Add job offer."""
    op.create_table(
        "job_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("office_id", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_no", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("occupation", sa.String(length=2), nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("employment", sa.String(length=20), nullable=False),
        sa.Column("wage_unit", sa.String(length=10), nullable=False),
        sa.Column("wage_from", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "employment IN ('regular', 'fixed_term', 'part_time', 'temp_to_perm')",
            name=op.f("ck_job_offer_employment_known"),
        ),
        sa.CheckConstraint("wage_unit IN ('month', 'hour')", name=op.f("ck_job_offer_wage_unit_known")),
        sa.CheckConstraint("version > 0", name=op.f("ck_job_offer_version_counted")),
        sa.CheckConstraint("wage_from > 0", name=op.f("ck_job_offer_wage_positive")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_job_offer_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_offer")),
        sa.UniqueConstraint("change_no", name=op.f("uq_job_offer_change_no")),
        sa.UniqueConstraint("number", name=op.f("uq_job_offer_number")),
    )
    op.create_index("ix_job_offer_changed_at", "job_offer", ["changed_at"], unique=False)
    op.create_index("ix_job_offer_occupation_change_no", "job_offer", ["occupation", "change_no"], unique=False)
    op.create_index("ix_job_offer_prefecture_change_no", "job_offer", ["prefecture", "change_no"], unique=False)


def add_job_offer_version() -> None:
    """Add job offer version."""
    op.create_table(
        "job_offer_version",
        sa.Column("offer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["job_offer.id"], name=op.f("fk_job_offer_version_offer_id_job_offer")),
        sa.PrimaryKeyConstraint("offer_id", "version", name=op.f("pk_job_offer_version")),
    )


def add_job_offer_changes() -> None:
    """Add job offer changes."""
    op.create_table(
        "job_offer_changes",
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_job_offer_changes_counted")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_offer_changes")),
    )


def add_job_offer_token() -> None:
    """Add job offer token."""
    op.create_table(
        "job_offer_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_job_offer_token_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_job_offer_token_agency_id_agency")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_job_offer_token_ended_by_account")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_job_offer_token_made_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_offer_token")),
        sa.UniqueConstraint("ref", name=op.f("uq_job_offer_token_ref")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_job_offer_token_token_hash")),
    )
    op.create_index("ix_job_offer_token_agency_id", "job_offer_token", ["agency_id"], unique=False)


def add_job_offer_provision() -> None:
    """Add job offer provision."""
    op.create_table(
        "job_offer_provision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provided_on", sa.Date(), nullable=False),
        sa.Column("provided_at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_job_offer_provision_agency_id_agency")),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_job_offer_provision_by_account")),
        sa.ForeignKeyConstraint(
            ["offer_id", "version"],
            ["job_offer_version.offer_id", "job_offer_version.version"],
            name=op.f("fk_job_offer_provision_offer_id_version_job_offer_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_offer_provision")),
    )
    op.create_index(
        "ix_job_offer_provision_agency_id_provided_on",
        "job_offer_provision",
        ["agency_id", "provided_on"],
        unique=False,
    )


def add_job_offer_learned() -> None:
    """Add job offer learned."""
    op.create_table(
        "job_offer_learned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("content", Sealed("job_offer_learned.content"), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('change', 'withdrawal')", name=op.f("ck_job_offer_learned_kind_known")),
        sa.CheckConstraint("asked_on IS NULL OR asked_on >= learned_on", name=op.f("ck_job_offer_learned_asked_after")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_job_offer_learned_agency_id_agency")),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_job_offer_learned_by_account")),
        sa.ForeignKeyConstraint(["offer_id"], ["job_offer.id"], name=op.f("fk_job_offer_learned_offer_id_job_offer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_offer_learned")),
    )
    op.create_index(
        "ix_job_offer_learned_agency_id_offer_id", "job_offer_learned", ["agency_id", "offer_id"], unique=False
    )


def add_job_offer_addition() -> None:
    """Add job offer addition."""
    op.create_table(
        "job_offer_addition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("text", Sealed("job_offer_addition.text"), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.CheckConstraint("(text IS NULL) = (consented_on IS NULL)", name=op.f("ck_job_offer_addition_consented")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_job_offer_addition_agency_id_agency")),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_job_offer_addition_by_account")),
        sa.ForeignKeyConstraint(["offer_id"], ["job_offer.id"], name=op.f("fk_job_offer_addition_offer_id_job_offer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_offer_addition")),
    )
    op.create_index(
        "ix_job_offer_addition_agency_id_offer_id", "job_offer_addition", ["agency_id", "offer_id"], unique=False
    )


def add_job_offer_acceptance() -> None:
    """Add job offer acceptance."""
    op.create_table(
        "job_offer_acceptance",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("conditions_on", sa.Date(), nullable=False),
        sa.Column("fee_explained_on", sa.Date(), nullable=True),
        sa.Column("subsidies_explained_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("accepted_by", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_way", sa.String(length=10), nullable=True),
        sa.Column("told_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("told_way IN ('paper', 'mail')", name=op.f("ck_job_offer_acceptance_told_way_known")),
        sa.CheckConstraint(
            "(told_on IS NULL) = (told_way IS NULL)", name=op.f("ck_job_offer_acceptance_told_in_a_way")
        ),
        sa.CheckConstraint("conditions_on <= accepted_on", name=op.f("ck_job_offer_acceptance_conditions_before")),
        sa.CheckConstraint("contacted_on <= conditions_on", name=op.f("ck_job_offer_acceptance_contact_first")),
        sa.CheckConstraint(
            "fee_explained_on IS NULL OR fee_explained_on <= accepted_on",
            name=op.f("ck_job_offer_acceptance_fee_before"),
        ),
        sa.CheckConstraint(
            "subsidies_explained_on <= accepted_on", name=op.f("ck_job_offer_acceptance_subsidies_before")
        ),
        sa.CheckConstraint(
            "told_on IS NULL OR told_on >= accepted_on", name=op.f("ck_job_offer_acceptance_told_after")
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["account.id"], name=op.f("fk_job_offer_acceptance_accepted_by_account")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_job_offer_acceptance_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["job_offer.id"], name=op.f("fk_job_offer_acceptance_offer_id_job_offer")
        ),
        sa.ForeignKeyConstraint(["told_by"], ["account.id"], name=op.f("fk_job_offer_acceptance_told_by_account")),
        sa.PrimaryKeyConstraint("agency_id", "offer_id", name=op.f("pk_job_offer_acceptance")),
    )
    op.create_index(
        "ix_job_offer_acceptance_agency_id_accepted_on",
        "job_offer_acceptance",
        ["agency_id", "accepted_on"],
        unique=False,
    )
