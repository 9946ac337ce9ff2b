"""Add records of seekers, what agencies hold of them, and what was deleted."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    add_seeker_record()
    add_seeker_choice()
    add_seeker_gram()
    add_seeker_block()
    add_acquisition()
    add_acquisition_deletion()
    add_paid_service_use()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("paid_service_use")
    op.drop_table("acquisition_deletion")
    op.drop_table("acquisition")
    op.drop_table("seeker_block")
    op.drop_table("seeker_gram")
    op.drop_table("seeker_choice")
    op.drop_table("seeker_record")


def add_seeker_record() -> None:
    """Add seeker record."""
    op.create_table(
        "seeker_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("seeker_index", sa.String(64), nullable=True),
        sa.Column("office_id", sa.String(40), nullable=True),
        sa.Column("shuffle", sa.Integer(), nullable=False),
        sa.Column("experience", sa.Text(), nullable=False),
        sa.Column("qualifications", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("wage", sa.Integer(), nullable=True),
        sa.Column("wage_unit", sa.String(10), nullable=False),
        sa.Column("age_band", sa.String(20), nullable=True),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *checks(
            "seeker_record",
            age_band_known=(
                "age_band IN ('teens', 'twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies_up')"
            ),
            wage_unit_known="wage_unit IN ('month', 'hour')",
            somebodys="account_id IS NOT NULL OR seeker_index IS NOT NULL",
            wage_positive="wage > 0",
        ),
        *points("seeker_record", account_id="account", office_id="office"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seeker_record")),
        sa.UniqueConstraint("account_id", name=op.f("uq_seeker_record_account_id")),
        sa.UniqueConstraint("seeker_index", name=op.f("uq_seeker_record_seeker_index")),
    )
    op.create_index("ix_seeker_record_shuffle", "seeker_record", ["shuffle"])
    op.create_index("ix_seeker_record_valid_until", "seeker_record", ["valid_until"])


def add_seeker_choice() -> None:
    """Add seeker choice."""
    op.create_table(
        "seeker_choice",
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("shuffle", sa.Integer(), nullable=False),
        *checks(
            "seeker_choice",
            kind_known="kind IN ('occupation', 'area', 'employment', 'hours')",
        ),
        *points("seeker_choice", record_id="seeker_record"),
        sa.PrimaryKeyConstraint("record_id", "kind", "code", name=op.f("pk_seeker_choice")),
    )
    op.create_index("ix_seeker_choice_kind_code_shuffle", "seeker_choice", ["kind", "code", "shuffle"])


def add_seeker_gram() -> None:
    """Add seeker gram."""
    op.create_table(
        "seeker_gram",
        sa.Column("gram", sa.String(2), nullable=False),
        sa.Column("shuffle", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        *points("seeker_gram", record_id="seeker_record"),
        sa.PrimaryKeyConstraint("gram", "shuffle", "record_id", name=op.f("pk_seeker_gram")),
    )
    op.create_index("ix_seeker_gram_record_id", "seeker_gram", ["record_id"])


def add_seeker_block() -> None:
    """Add seeker block."""
    op.create_table(
        "seeker_block",
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("blocked_at", UtcDateTime(), nullable=False),
        *points("seeker_block", agency_id="agency", record_id="seeker_record"),
        sa.PrimaryKeyConstraint("record_id", "agency_id", name=op.f("pk_seeker_block")),
    )


def add_acquisition() -> None:
    """Add acquisition."""
    op.create_table(
        "acquisition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("profile", Sealed("acquisition.profile"), nullable=True),
        sa.Column("acquired_at", UtcDateTime(), nullable=False),
        sa.Column("acquired_on", sa.Date(), nullable=False),
        sa.Column("acquired_by", sa.Integer(), nullable=False),
        sa.Column("stop_count", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("explained_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("deleted_why", sa.String(20), nullable=True),
        *checks(
            "acquisition",
            reason_known="deleted_why IN ('term', 'fiscal_year', 'seeker', 'block', 'stop_of_use')",
            deleted_with_reason="(deleted_at IS NULL) = (deleted_why IS NULL)",
            deleted_is_empty="(deleted_at IS NULL) = (profile IS NOT NULL)",
            accepted_after="accepted_on >= acquired_on",
            explained_before="explained_on IS NULL OR explained_on <= accepted_on",
            kept_a_while="kept_until >= acquired_on",
        ),
        *points(
            "acquisition", accepted_by="account", acquired_by="account", agency_id="agency", record_id="seeker_record"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquisition")),
    )
    op.create_index("ix_acquisition_agency_id_number", "acquisition", ["agency_id", "number"])
    op.create_index(
        "ix_acquisition_kept_until",
        "acquisition",
        ["kept_until"],
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_acquisition_record_id", "acquisition", ["record_id"])
    op.create_index(
        "uq_acquisition_held",
        "acquisition",
        ["agency_id", "record_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )


def add_acquisition_deletion() -> None:
    """Add acquisition deletion."""
    op.create_table(
        "acquisition_deletion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=False),
        *checks(
            "acquisition_deletion",
            reason_known="reason IN ('term', 'fiscal_year', 'seeker', 'block', 'stop_of_use')",
        ),
        *points("acquisition_deletion", agency_id="agency"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquisition_deletion")),
    )
    op.create_index("ix_acquisition_deletion_agency_id", "acquisition_deletion", ["agency_id"])


def add_paid_service_use() -> None:
    """Add paid service use."""
    op.create_table(
        "paid_service_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acquisition_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price", sa.Text(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("explained_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("provided_on", sa.Date(), nullable=False),
        sa.Column("wished", sa.Boolean(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        *checks(
            "paid_service_use",
            agreed_before="explained_on <= provided_on AND accepted_on <= provided_on",
            notified_before="notified_on < provided_on",
            wished="wished",
        ),
        *points("paid_service_use", acquisition_id="acquisition", entered_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_service_use")),
    )
    op.create_index("ix_paid_service_use_acquisition_id", "paid_service_use", ["acquisition_id"])


def checks(table: str, **conditions: str) -> list[sa.CheckConstraint]:
    """Checks of a table, by our naming."""
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in conditions.items()]


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
