"""Let seekers report a thread to the bureau, and keep why an officer read one (AGY-071)."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KNOWN, RELAYED = "ck_complaint_source_known", "ck_complaint_relayed_by_request"
BELOW = ("complaint_entry", "complaint_submission")


def upgrade() -> None:
    """Take complaints of seekers to the bureau, each with its thread, and stated reasons of reading one."""
    say("source IN ('direct', 'office', 'bureau', 'seeker')", "(source IN ('direct', 'seeker')) = (request_id IS NULL)")
    op.create_table(
        "thread_report",
        sa.Column("complaint_id", sa.Integer(), sa.ForeignKey("complaint.id"), autoincrement=False),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id"), nullable=False),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_thread_report")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_thread_report_thread_id")),
    )
    op.create_table(
        "thread_disclosure",
        sa.Column("id", sa.Integer()),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id"), nullable=False),
        sa.Column("reason", Sealed("thread_disclosure.reason"), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("read_by", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_disclosure")),
    )
    op.create_index("ix_thread_disclosure_thread_id", "thread_disclosure", ["thread_id"])


def downgrade() -> None:
    """Take none any more; those that are there go with their steps."""
    op.drop_table("thread_disclosure")
    op.drop_table("thread_report")
    of_seekers = "SELECT id FROM complaint WHERE source = 'seeker'"
    op.execute(f"DELETE FROM complaint_entry WHERE complaint_id IN ({of_seekers})")
    op.execute("DELETE FROM complaint WHERE source = 'seeker'")
    say("source IN ('direct', 'office', 'bureau')", "(source = 'direct') = (request_id IS NULL)")


def say(known: str, relayed: str) -> None:
    """Let the two constraints on where a complaint came from say this."""
    with entries_aside(), op.batch_alter_table("complaint") as table:
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.drop_constraint(op.f(RELAYED), type_="check")
        table.create_check_constraint(op.f(KNOWN), known)
        table.create_check_constraint(op.f(RELAYED), relayed)


@contextmanager
def entries_aside() -> Iterator[None]:
    """SQLite builds the table anew, which nothing may point to meanwhile."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    for name in BELOW:
        op.execute(sa.text(f"CREATE TABLE {name}_aside AS SELECT * FROM {name}"))
        op.execute(sa.text(f"DELETE FROM {name}"))
    yield
    for name in BELOW:
        op.execute(sa.text(f"INSERT INTO {name} SELECT * FROM {name}_aside"))
        op.drop_table(f"{name}_aside")
