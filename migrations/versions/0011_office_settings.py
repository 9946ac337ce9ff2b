"""Add second approvals and seats of single days; let announced terms be taken back."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STANDING = sa.text("lifted_at IS NULL")
OPEN = sa.text("settled_at IS NULL")


def upgrade() -> None:
    """Change what is there, then add what is new."""
    with op.batch_alter_table("office_retention") as retention:
        retention.add_column(sa.Column("approved_by", sa.Text(), nullable=True))
        retention.create_check_constraint(
            op.f("ck_office_retention_approved_by_another"), "approved_by is null or approved_by <> set_by"
        )
    make_proposals()
    make_day_seats()
    make_withdrawn_terms()


def downgrade() -> None:
    """Take it back."""
    op.drop_table("terms_withdrawn")
    op.drop_table("day_seats")
    op.drop_table("retention_proposal")
    with op.batch_alter_table("office_retention") as retention:
        retention.drop_constraint(op.f("ck_office_retention_approved_by_another"), type_="check")
        retention.drop_column("approved_by")


def guard(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    """A unique index over some of the rows."""
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def make_proposals() -> None:
    """Changes of retention that wait for a second person."""
    op.create_table(
        "retention_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("contact_months", sa.Integer(), nullable=False),
        sa.Column("record_months", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.CheckConstraint("contact_months >= 1", name=op.f("ck_retention_proposal_contact_kept_a_month")),
        sa.CheckConstraint(
            "record_months >= contact_months", name=op.f("ck_retention_proposal_record_outlives_contact")
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL AND settled_by IS NULL AND approved IS NULL)"
            " OR (settled_at IS NOT NULL AND settled_by IS NOT NULL AND approved IS NOT NULL)",
            name=op.f("ck_retention_proposal_settled_whole"),
        ),
        sa.CheckConstraint(
            "NOT approved OR settled_by <> proposed_by", name=op.f("ck_retention_proposal_approved_by_another")
        ),
        *points("retention_proposal", office_id="office", proposed_by="account", settled_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_proposal")),
    )
    guard("uq_retention_proposal_open", "retention_proposal", ["office_id"], OPEN)


def make_day_seats() -> None:
    """Another number of seats on a single day."""
    op.create_table(
        "day_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.Column("public_capacity", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("capacity BETWEEN 0 AND 500", name=op.f("ck_day_seats_capacity_in_bounds")),
        sa.CheckConstraint("public_capacity BETWEEN 0 AND capacity", name=op.f("ck_day_seats_public_within_capacity")),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name=op.f("ck_day_seats_lifted_by_somebody")),
        *points("day_seats", office_id="office", set_by="account", lifted_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_seats")),
    )
    guard("uq_day_seats_standing", "day_seats", ["office_id", "day"], STANDING)


def make_withdrawn_terms() -> None:
    """Versions of terms that were announced and taken back."""
    op.create_table(
        "terms_withdrawn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terms_set", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("announced_at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["terms_set"], ["terms_set.name"], name=op.f("fk_terms_withdrawn_terms_set_terms_set")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms_withdrawn")),
    )
    op.create_index("ix_terms_withdrawn_terms_set", "terms_withdrawn", ["terms_set"])


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
