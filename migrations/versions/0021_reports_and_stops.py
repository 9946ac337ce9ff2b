"""Add yearly reports, misuse reports, and how the service is stopped, limited and told about."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    add_yearly_report()
    add_report_chase()
    add_misuse_report()
    add_urgent_stop()
    add_access_limit()
    add_ministry_notice()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("ministry_notice")
    op.drop_table("access_limit")
    op.drop_table("urgent_stop")
    op.drop_table("misuse_report")
    op.drop_table("report_chase")
    op.drop_table("yearly_report")


def add_yearly_report() -> None:
    """Add yearly report."""
    op.create_table(
        "yearly_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.SmallInteger(), nullable=False),
        sa.Column("service", sa.String(20), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("hires", sa.Integer(), nullable=True),
        sa.Column("new_applications", sa.Integer(), nullable=True),
        sa.Column("seeker_fee_total", sa.BigInteger(), nullable=True),
        sa.Column("seeker_fee_count", sa.Integer(), nullable=True),
        sa.Column("employer_fee_total", sa.BigInteger(), nullable=True),
        sa.Column("employer_fee_count", sa.Integer(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        *checks(
            "yearly_report",
            figures_of_its_service=(
                "(service = 'job_info' AND hires IS NOT NULL AND new_applications IS NULL"
                " AND seeker_fee_total IS NULL AND seeker_fee_count IS NULL"
                " AND employer_fee_count IS NULL) OR (service = 'seeker_info'"
                " AND new_applications IS NOT NULL AND hires IS NULL)"
            ),
            nothing_negative=(
                "coalesce(hires, 0) >= 0 AND coalesce(new_applications, 0) >= 0"
                " AND coalesce(seeker_fee_total, 0) >= 0 AND coalesce(seeker_fee_count, 0) >= 0"
                " AND coalesce(employer_fee_total, 0) >= 0 AND coalesce(employer_fee_count, 0) >= 0"
            ),
            since_2020="fiscal_year >= 2020",
            version_counted="version > 0",
        ),
        *points("yearly_report", agency_id="agency", submitted_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_report")),
        sa.UniqueConstraint(
            "agency_id",
            "fiscal_year",
            "service",
            "version",
            name=op.f("uq_yearly_report_agency_id_fiscal_year_service_version"),
        ),
    )


def add_report_chase() -> None:
    """Add report chase."""
    op.create_table(
        "report_chase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.SmallInteger(), nullable=False),
        sa.Column("chased_at", UtcDateTime(), nullable=False),
        sa.Column("chased_by", sa.Integer(), nullable=False),
        *points("report_chase", agency_id="agency", chased_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_chase")),
    )
    op.create_index("ix_report_chase_agency_id_fiscal_year", "report_chase", ["agency_id", "fiscal_year"])


def add_misuse_report() -> None:
    """Add misuse report."""
    op.create_table(
        "misuse_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("text", Sealed("misuse_report.text"), nullable=False),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=True),
        sa.Column("handled_by", sa.Integer(), nullable=True),
        sa.Column("handling", Sealed("misuse_report.handling"), nullable=True),
        *checks(
            "misuse_report",
            handled_by_somebody="(handled_at IS NULL) = (handled_by IS NULL)",
        ),
        *points("misuse_report", agency_id="agency", handled_by="account", reported_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_misuse_report")),
        sa.UniqueConstraint("number", name=op.f("uq_misuse_report_number")),
    )


def add_urgent_stop() -> None:
    """Add urgent stop."""
    op.create_table(
        "urgent_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        *checks(
            "urgent_stop",
            ended_by_somebody="(ended_at IS NULL) = (ended_by IS NULL)",
            ended_after_begin="ended_at IS NULL OR ended_at >= begun_at",
            one="one = 1",
        ),
        *points("urgent_stop", begun_by="account", ended_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_stop")),
    )
    op.create_index(
        "uq_urgent_stop_running",
        "urgent_stop",
        ["one"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def add_access_limit() -> None:
    """Add access limit."""
    op.create_table(
        "access_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pages", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("begins_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        *checks(
            "access_limit",
            pages_known="pages IN ('all', 'search', 'job_offers', 'messages')",
            ends_after_begin="ends_at > begins_at",
            told_before="posted_at < begins_at",
        ),
        *points("access_limit", lifted_by="account", posted_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_limit")),
    )


def add_ministry_notice() -> None:
    """Add ministry notice."""
    op.create_table(
        "ministry_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        *checks(
            "ministry_notice",
            titled="title <> ''",
        ),
        *points("ministry_notice", posted_by="account", withdrawn_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministry_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_ministry_notice_number")),
    )


def checks(table: str, **conditions: str) -> list[sa.CheckConstraint]:
    """Checks of a table, by our naming."""
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in conditions.items()]


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
