"""Count the seekers who applied to an agency in a fiscal year, for its yearly report."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "application_count"
APRIL = "CASE WHEN {month} < 4 THEN 1 ELSE 0 END"
PARTS = {
    "sqlite": ("CAST(strftime('%Y', applied_on) AS INTEGER)", "CAST(strftime('%m', applied_on) AS INTEGER)"),
    "postgresql": ("EXTRACT(YEAR FROM applied_on)", "EXTRACT(MONTH FROM applied_on)"),
}


def upgrade() -> None:
    """Add the table, with the applications that are still held."""
    op.create_table(
        TABLE,
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fiscal_year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_application_count_number_positive")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_application_count_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "fiscal_year", name=op.f("pk_application_count")),
    )
    year, month = PARTS[op.get_bind().dialect.name]
    fiscal_year = f"{year} - {APRIL.format(month=month)}"
    op.execute(
        f"INSERT INTO {TABLE} (agency_id, fiscal_year, number) SELECT agency_id, {fiscal_year}, count(*)"
        f" FROM acquisition WHERE applied_on IS NOT NULL GROUP BY agency_id, {fiscal_year}"
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table(TABLE)
