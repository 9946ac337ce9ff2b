"""Keep on a booking which consultation was wanted, and when its session switched a registration."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was applied for is told by who applied, as each office serves one kind of person."""
    op.execute(
        sa.text(
            "ALTER TABLE booking ADD COLUMN method VARCHAR(20) CONSTRAINT ck_booking_method_known"
            " CHECK (method IN ('labour_consultation', 'job_consultation'))"
        )
    )
    op.add_column("booking", sa.Column("registration_switched_on", sa.Date(), nullable=True))
    op.execute(sa.text("UPDATE booking SET method = 'labour_consultation'"))
    job = "applicant_type = 'seeker' OR channel = 'instant'"
    op.execute(sa.text(f"UPDATE booking SET method = 'job_consultation' WHERE {job}"))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("booking", "registration_switched_on")
    op.drop_column("booking", "method")
