"""Add offices, policies, closures, terms and consents."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, those that others point to first."""
    make_terms()
    make_offices()
    make_consents()


def make_terms() -> None:
    """Terms sets and their versions."""
    op.create_table(
        "terms_set",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_terms_set"),
    )
    op.create_table(
        "terms_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terms_set", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("announced_at", UtcDateTime(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_terms_version"),
        sa.ForeignKeyConstraint(["terms_set"], ["terms_set.name"], name="fk_terms_version_terms_set_terms_set"),
        sa.UniqueConstraint("terms_set", "effective_on", name="uq_terms_version_terms_set_effective_on"),
        sa.CheckConstraint("source in ('demo', 'official')", name=op.f("ck_terms_version_source_known")),
        sa.CheckConstraint("ground in ('1', '2')", name=op.f("ck_terms_version_ground_known")),
        sa.CheckConstraint("text is null or length(text) > 0", name=op.f("ck_terms_version_text_not_empty")),
    )


def make_offices() -> None:
    """Offices with their dated policies and closures."""
    op.create_table(
        "office",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("prefecture", sa.Text(), nullable=False),
        sa.Column("sites", sa.Text(), nullable=False),
        sa.Column("terms_set", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
        sa.ForeignKeyConstraint(["terms_set"], ["terms_set.name"], name="fk_office_terms_set_terms_set"),
        sa.UniqueConstraint("sort_order", name="uq_office_sort_order"),
    )
    make_policies()
    make_closures()


def make_policies() -> None:
    """What is set, from when until when; one row at most without an end."""
    op.create_table(
        "office_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_until", sa.Date(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office_policy"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_office_policy_office_id_office"),
        sa.UniqueConstraint("office_id", "in_force_from", name="uq_office_policy_office_id_in_force_from"),
        sa.CheckConstraint(
            "in_force_until is null or in_force_until >= in_force_from",
            name=op.f("ck_office_policy_days_in_order"),
        ),
    )
    open_ended = sa.text("in_force_until is null")
    op.create_index(
        "uq_office_policy_open_ended",
        "office_policy",
        ["office_id"],
        unique=True,
        sqlite_where=open_ended,
        postgresql_where=open_ended,
    )


def make_closures() -> None:
    """Days and hours shut or opened by exception."""
    op.create_table(
        "office_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office_closure"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_office_closure_office_id_office"),
        sa.CheckConstraint("kind in ('closed', 'extra_open')", name=op.f("ck_office_closure_kind_known")),
        sa.CheckConstraint(
            "(starts is null and ends is null) or (starts is not null and ends is not null and starts < ends)",
            name=op.f("ck_office_closure_hours_in_order"),
        ),
        sa.CheckConstraint(
            "kind = 'closed' or starts is not null", name=op.f("ck_office_closure_extra_opening_has_hours")
        ),
    )
    op.create_index("ix_office_closure_office_id_day", "office_closure", ["office_id", "day"])


def make_consents() -> None:
    """Who agreed to which version."""
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terms_version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("booking_number", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.ForeignKeyConstraint(
            ["terms_version_id"], ["terms_version.id"], name="fk_consent_terms_version_id_terms_version"
        ),
        sa.CheckConstraint("kind in ('explicit', 'deemed')", name=op.f("ck_consent_kind_known")),
        sa.CheckConstraint(
            "booking_number is not null or account_id is not null", name=op.f("ck_consent_given_by_someone")
        ),
    )
    op.create_index("ix_consent_booking_number", "consent", ["booking_number"])
    op.create_index("ix_consent_account_id", "consent", ["account_id"])


def downgrade() -> None:
    """Take it back, those that point to others first."""
    for table in ("consent", "office_closure", "office_policy", "office", "terms_version", "terms_set"):
        op.drop_table(table)
