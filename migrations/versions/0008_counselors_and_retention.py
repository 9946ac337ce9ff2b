"""Add counselors' days, retention periods, drafts of terms, the scope of stops; let policies be replaced."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STANDING = sa.text("replaced_at is null")
OPEN_ENDED = sa.text("in_force_until is null")
OPEN_AND_STANDING = sa.text("in_force_until is null and replaced_at is null")


def upgrade() -> None:
    """Change what is there, then add what is new."""
    let_policies_be_replaced()
    let_closures_be_lifted()
    tell_stops_apart()
    op.add_column("booking", sa.Column("forgotten_at", UtcDateTime(), nullable=True))
    make_counselor_days()
    make_retention()
    make_drafts()
    make_deletion_log()


def downgrade() -> None:
    """Take it back."""
    for table in ("deletion_log", "terms_draft", "office_retention", "counselor_day"):
        op.drop_table(table)
    op.drop_column("booking", "forgotten_at")
    op.drop_column("service_stop", "everything")
    op.execute(sa.text("DELETE FROM office_closure WHERE lifted_at IS NOT NULL"))
    op.drop_column("office_closure", "lifted_at")
    op.drop_column("office_closure", "lifted_by")
    keep_standing_policies()


def let_policies_be_replaced() -> None:
    """One standing policy from a day on, beside those it took the place of."""
    op.drop_index("uq_office_policy_open_ended", "office_policy")
    with op.batch_alter_table("office_policy") as policy:
        policy.drop_constraint("uq_office_policy_office_id_in_force_from", type_="unique")
        policy.add_column(sa.Column("replaced_at", UtcDateTime(), nullable=True))
    guard_policies("uq_office_policy_in_force_from", ["office_id", "in_force_from"], STANDING)
    guard_policies("uq_office_policy_open_ended", ["office_id"], OPEN_AND_STANDING)


def keep_standing_policies() -> None:
    """Go back to one row from a day on; what was replaced is forgotten."""
    op.execute(sa.text("DELETE FROM office_policy WHERE replaced_at IS NOT NULL"))
    op.drop_index("uq_office_policy_open_ended", "office_policy")
    op.drop_index("uq_office_policy_in_force_from", "office_policy")
    with op.batch_alter_table("office_policy") as policy:
        policy.drop_column("replaced_at")
        policy.create_unique_constraint("uq_office_policy_office_id_in_force_from", ["office_id", "in_force_from"])
    guard_policies("uq_office_policy_open_ended", ["office_id"], OPEN_ENDED)


def guard_policies(name: str, columns: list[str], where: sa.TextClause) -> None:
    """A unique index over some of the rows."""
    op.create_index(name, "office_policy", columns, unique=True, sqlite_where=where, postgresql_where=where)


def let_closures_be_lifted() -> None:
    """Who took a closure back, and when."""
    op.add_column("office_closure", sa.Column("lifted_by", sa.Text(), nullable=True))
    op.add_column("office_closure", sa.Column("lifted_at", UtcDateTime(), nullable=True))


def tell_stops_apart() -> None:
    """Stops of everything, and stops of the sessions of some hours; those known so far are of hours."""
    with op.batch_alter_table("service_stop") as stop:
        stop.add_column(sa.Column("everything", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("service_stop") as stop:
        stop.alter_column("everything", server_default=None)


def make_counselor_days() -> None:
    """Who is down for which day."""
    op.create_table(
        "counselor_day",
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_counselor_day_office_id_office")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_counselor_day_account_id_account")),
        sa.PrimaryKeyConstraint("office_id", "account_id", "day", name=op.f("pk_counselor_day")),
    )
    op.create_index("ix_counselor_day_office_id_day", "counselor_day", ["office_id", "day"])


def make_retention() -> None:
    """How long data are kept."""
    op.create_table(
        "office_retention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("contact_months", sa.Integer(), nullable=False),
        sa.Column("record_months", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("contact_months >= 1", name=op.f("ck_office_retention_contact_kept_a_month")),
        sa.CheckConstraint("record_months >= contact_months", name=op.f("ck_office_retention_record_outlives_contact")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_retention_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_retention")),
    )
    op.create_index("ix_office_retention_office_id", "office_retention", ["office_id"])


def make_drafts() -> None:
    """Drafts of terms."""
    op.create_table(
        "terms_draft",
        sa.Column("terms_set", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("ground in ('1', '2')", name=op.f("ck_terms_draft_ground_known")),
        sa.ForeignKeyConstraint(["terms_set"], ["terms_set.name"], name=op.f("fk_terms_draft_terms_set_terms_set")),
        sa.PrimaryKeyConstraint("terms_set", name=op.f("pk_terms_draft")),
    )


def make_deletion_log() -> None:
    """What was deleted past its date."""
    op.create_table(
        "deletion_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("pseudonym", sa.String(40), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion_log")),
    )
    op.create_index("ix_deletion_log_pseudonym", "deletion_log", ["pseudonym"])
