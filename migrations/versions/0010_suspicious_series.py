"""Add what tells a series of bookings apart, and what was found out about it; let an office's record be read."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LASTING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Where bookings came from, as keys; clearances and alarms; the record by office and time."""
    op.add_column("booking", sa.Column("network_key", sa.String(64), nullable=True))
    op.add_column("booking", sa.Column("mail_pattern_key", sa.String(64), nullable=True))
    add_clearance()
    add_alarm()
    op.create_index("ix_audit_event_office_id_at", "audit_event", ["office_id", "at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_audit_event_office_id_at", "audit_event")
    op.drop_table("series_alarm")
    op.drop_table("desk_clearance")
    op.drop_column("booking", "mail_pattern_key")
    op.drop_column("booking", "network_key")


def add_clearance() -> None:
    """Bookings that somebody found to be in order."""
    op.create_table(
        "desk_clearance",
        sa.Column("booking_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cleared_at", UtcDateTime(), nullable=False),
        sa.Column("cleared_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_desk_clearance_booking_id_booking")),
        sa.ForeignKeyConstraint(["cleared_by"], ["account.id"], name=op.f("fk_desk_clearance_cleared_by_account")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_desk_clearance")),
    )


def add_alarm() -> None:
    """Since when an office has suspicious series."""
    op.create_table(
        "series_alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= began_at", name=op.f("ck_series_alarm_ends_after_start")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_series_alarm_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_alarm")),
    )
    op.create_index(
        "uq_series_alarm_lasting",
        "series_alarm",
        ["office_id"],
        unique=True,
        sqlite_where=LASTING,
        postgresql_where=LASTING,
    )
