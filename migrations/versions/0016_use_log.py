"""Add the log of use, what of it identifies a device, how long it is kept, and its statutory extracts."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

RETENTION = ("office_retention", "retention_proposal")
STATES = (
    "'requested', 'awaiting_reply', 'confirmed', 'in_session', 'held', 'cancelled', 'deemed_cancelled', 'invalid', "
    "'refused', 'stopped', 'declined_terms'"
)


def upgrade() -> None:
    """Add the tables, then the period."""
    add_log()
    add_devices()
    add_extracts()
    for table in RETENTION:
        with op.batch_alter_table(table) as retention:
            retention.add_column(sa.Column("use_log_months", sa.Integer(), nullable=True))
            retention.create_check_constraint(op.f(f"ck_{table}_use_log_kept_a_month"), "use_log_months >= 1")


def downgrade() -> None:
    """Take it back."""
    for table in reversed(RETENTION):
        with op.batch_alter_table(table) as retention:
            retention.drop_constraint(op.f(f"ck_{table}_use_log_kept_a_month"), type_="check")
            retention.drop_column("use_log_months")
    op.drop_table("use_extract")
    op.drop_table("use_log_device")
    op.drop_table("use_log")


def add_log() -> None:
    """One row for each use of a page."""
    op.create_table(
        "use_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=True),
        sa.Column("method", sa.String(4), nullable=True),
        sa.Column("route", sa.String(120), nullable=True),
        sa.Column("booking_state", sa.String(20), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_use_log_hour_of_a_day")),
        sa.CheckConstraint("(hour IS NULL) = (at IS NULL)", name=op.f("ck_use_log_hour_with_time")),
        sa.CheckConstraint("(method IS NULL) = (route IS NULL)", name=op.f("ck_use_log_method_with_route")),
        sa.CheckConstraint("method IN ('GET', 'POST')", name=op.f("ck_use_log_method_known")),
        sa.CheckConstraint(f"booking_state IN ({STATES})", name=op.f("ck_use_log_state_known")),
        *points("use_log", office_id="office", booking_id="booking"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use_log")),
    )
    op.create_index("ix_use_log_office_id_day", "use_log", ["office_id", "day"])
    op.create_index("ix_use_log_booking_id", "use_log", ["booking_id"])


def add_devices() -> None:
    """What identifies the device, apart from the rest (SECURITY R6)."""
    op.create_table(
        "use_log_device",
        sa.Column("use_log_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent", Sealed("use_log_device.agent"), nullable=False),
        sa.Column("network", Sealed("use_log_device.network"), nullable=False),
        *points("use_log_device", use_log_id="use_log"),
        sa.PrimaryKeyConstraint("use_log_id", name=op.f("pk_use_log_device")),
    )


def add_extracts() -> None:
    """Demands under law for what is recorded of one booking."""
    op.create_table(
        "use_extract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("booking_number", sa.String(10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("demanded_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("requester <> ''", name=op.f("ck_use_extract_requester_named")),
        sa.CheckConstraint("legal_basis <> ''", name=op.f("ck_use_extract_basis_named")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_use_extract_days_in_order")),
        sa.CheckConstraint(
            "(settled_at IS NULL AND settled_by IS NULL AND approved IS NULL)"
            " OR (settled_at IS NOT NULL AND settled_by IS NOT NULL AND approved IS NOT NULL)",
            name=op.f("ck_use_extract_settled_whole"),
        ),
        sa.CheckConstraint("NOT approved OR settled_by <> asked_by", name=op.f("ck_use_extract_approved_by_another")),
        sa.CheckConstraint(
            "taken_at IS NULL OR (approved IS NOT NULL AND approved AND taken_at >= settled_at)",
            name=op.f("ck_use_extract_taken_once_approved"),
        ),
        *points("use_extract", office_id="office", asked_by="account", settled_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use_extract")),
    )
    op.create_index("ix_use_extract_office_id", "use_extract", ["office_id"])


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
