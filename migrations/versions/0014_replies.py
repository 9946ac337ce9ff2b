"""Add the links by which a reply comes in, who took an application down, and the tasks of the telephone."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LETTERS = "'ア', 'イ', 'ウ', 'エ', 'オ', 'カ'"
CLAUSES = f"{LETTERS}, '脅迫', '暴言', '迷惑行為', '目的外'"


def upgrade() -> None:
    """Add three tables, and let a session be stopped for what the other offices' terms name."""
    add_replies()
    add_intake()
    add_calls()
    let_sessions_stop_for(CLAUSES)


def downgrade() -> None:
    """Take it back; sessions stopped for another clause become improper acts."""
    op.execute(sa.text(f"UPDATE booking_session SET stopped_for = 'カ' WHERE stopped_for NOT IN ({LETTERS})"))
    let_sessions_stop_for(LETTERS)
    for table in ("call_task", "intake_record", "reply_link"):
        op.drop_table(table)


def add_replies() -> None:
    """Links that count as the reply."""
    op.create_table(
        "reply_link",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("used_at IS NULL OR used_at < ends_at", name=op.f("ck_reply_link_used_in_time")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_reply_link_booking_id_booking")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_reply_link")),
    )
    op.create_index("ix_reply_link_booking_id", "reply_link", ["booking_id"])


def add_intake() -> None:
    """Who took an application down."""
    op.create_table(
        "intake_record",
        sa.Column("booking_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.Column("terms_read", sa.String(10), nullable=True),
        sa.CheckConstraint("terms_read IN ('counter', 'homepage')", name=op.f("ck_intake_record_terms_read_known")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_intake_record_booking_id_booking")),
        sa.ForeignKeyConstraint(["taken_by"], ["account.id"], name=op.f("fk_intake_record_taken_by_account")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_intake_record")),
    )


def add_calls() -> None:
    """Who is to be called."""
    op.create_table(
        "call_task",
        sa.Column("booking_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name=op.f("ck_call_task_done_by_somebody")),
        sa.CheckConstraint("done_at IS NULL OR done_at >= asked_at", name=op.f("ck_call_task_done_after_asked")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_call_task_booking_id_booking")),
        sa.ForeignKeyConstraint(["done_by"], ["account.id"], name=op.f("fk_call_task_done_by_account")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_call_task")),
    )


def let_sessions_stop_for(known: str) -> None:
    """Put another list in the place of the CHECK; SQLite builds the table anew for it."""
    name = op.f("ck_booking_session_letter_known")
    with op.batch_alter_table("booking_session") as session:
        session.drop_constraint(name, type_="check")
        session.create_check_constraint(name, f"stopped_for IN ({known})")
