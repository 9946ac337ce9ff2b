"""Add taking part in the information service: its services, its stops, what happened to it."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

GROUNDS = (
    "'terms', 'act', 'order', 'job_info_misuse', 'advertising', 'excessive_sales', "
    "'licence_lapsed', 'service_lapsed', 'no_report', 'false_report', "
    "'qualifications_passed_on', 'unfair_acquisition', 'other_breach', 'other_malicious', "
    "'guidance', 'fact_finding', 'measure_ignored'"
)


def upgrade() -> None:
    """Add the tables."""
    add_participation()
    add_participation_service()
    add_suspension()
    add_participation_event()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("participation_event")
    op.drop_table("suspension")
    op.drop_table("participation_service")
    op.drop_table("participation")


def add_participation() -> None:
    """Add participation."""
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("terms_version_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("end_kind", sa.String(20), nullable=True),
        sa.Column("reapply_from", sa.Date(), nullable=True),
        *checks(
            "participation",
            ban_with_termination="(reapply_from IS NOT NULL) = (end_kind IS NOT NULL AND end_kind = 'terminated')",
            end_kind_known="end_kind IN ('terminated', 'withdrawn')",
            ended_in_a_way="(ended_at IS NULL) = (end_kind IS NULL)",
        ),
        *points("participation", agency_id="agency", terms_version_id="terms_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    op.create_index(
        "uq_participation_running",
        "participation",
        ["agency_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def add_participation_service() -> None:
    """Add participation service."""
    op.create_table(
        "participation_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(20), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *checks(
            "participation_service",
            seeker_info_has_limit="service <> 'seeker_info' OR valid_until IS NOT NULL",
            service_known="service IN ('job_info', 'seeker_info')",
            ended_after_start="ended_on IS NULL OR ended_on >= from_on",
            limit_after_start="valid_until IS NULL OR valid_until >= from_on",
        ),
        *points("participation_service", participation_id="participation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_service")),
    )
    op.create_index(
        "uq_participation_service_taken",
        "participation_service",
        ["participation_id", "service"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )


def add_suspension() -> None:
    """Add suspension."""
    op.create_table(
        "suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(30), nullable=False),
        sa.Column("end_kind", sa.String(30), nullable=False),
        sa.Column("needs_improvement", sa.Boolean(), nullable=False),
        sa.Column("begins_at", UtcDateTime(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason", Sealed("suspension.reason"), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("improved_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_why", sa.String(20), nullable=True),
        *checks(
            "suspension",
            six_months_have_last_day="end_kind <> 'six_months' OR last_day IS NOT NULL",
            open_end_has_none="end_kind IN ('six_months', 'as_decided') OR last_day IS NULL",
            end_kind_known=(
                "end_kind IN ('six_months', 'until_corrected', 'until_facts_confirmed', 'until_complied', 'as_decided')"
            ),
            ended_why_known=(
                "ended_why IN ('lapsed', 'corrected', 'facts_confirmed', 'complied', 'lifted', 'resumed', "
                "'terminated', 'withdrawn', 'replaced')"
            ),
            ground_known=f"ground IN ({GROUNDS})",
            ended_with_reason="(ended_at IS NULL) = (ended_why IS NULL)",
            ended_after_begin="ended_at IS NULL OR ended_at >= begins_at",
            days_in_order="last_day IS NULL OR last_day >= first_day",
        ),
        *points("suspension", decided_by="account", participation_id="participation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
        sa.UniqueConstraint("number", name=op.f("uq_suspension_number")),
    )
    op.create_index(
        "uq_suspension_running",
        "suspension",
        ["participation_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def add_participation_event() -> None:
    """Add participation event."""
    op.create_table(
        "participation_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("ground", sa.String(30), nullable=True),
        sa.Column("service", sa.String(20), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("note", Sealed("participation_event.note"), nullable=True),
        *checks(
            "participation_event",
            act_known=(
                "act IN ('started', 'changed', 'renewed', 'service_added', 'service_withdrawn', "
                "'suspended', 'improved', 'resumed', 'terminated', 'withdrawn')"
            ),
            ground_known=f"ground IN ({GROUNDS})",
            service_known="service IN ('job_info', 'seeker_info')",
        ),
        *points("participation_event", by="account", participation_id="participation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_event")),
    )
    op.create_index("ix_participation_event_participation_id", "participation_event", ["participation_id"])


def checks(table: str, **conditions: str) -> list[sa.CheckConstraint]:
    """Checks of a table, by our naming."""
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in conditions.items()]


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
