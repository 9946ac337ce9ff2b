"""Keep which version of the service's terms an agency agreed to, how and on which day."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLE = "participation_consent"
BY_APPLYING = """
    INSERT INTO participation_consent (participation_id, terms_version_id, kind, given_on, given_by, kept_at)
    SELECT participation.id, terms_version.id, 'application', participation.started_on, NULL, min(started.at)
    FROM participation
    JOIN terms_version ON terms_version.id = participation.terms_version_id
    JOIN participation_event AS started ON started.participation_id = participation.id
    WHERE terms_version.effective_on <= participation.started_on
    GROUP BY participation.id, terms_version.id
"""


def upgrade() -> None:
    """Add the table, with what was agreed to by applying; going on is kept from the next sign-in on."""
    op.create_table(
        TABLE,
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("terms_version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('application', 'continued_use')", name=op.f(f"ck_{TABLE}_kind_known")),
        point("participation_id", "participation"),
        point("terms_version_id", "terms_version"),
        point("given_by", "account"),
        sa.PrimaryKeyConstraint("participation_id", "terms_version_id", name=op.f(f"pk_{TABLE}")),
    )
    op.execute(BY_APPLYING)


def downgrade() -> None:
    """Take it back."""
    op.drop_table(TABLE)


def point(column: str, other: str) -> sa.ForeignKeyConstraint:
    """A foreign key to the ids of another table, by our naming."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}_{other}"))
