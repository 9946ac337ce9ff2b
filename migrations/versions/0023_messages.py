"""Add threads and messages, the counter of the day, dispatches, and patterns of what identifies."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    add_send_quota()
    add_send_reserve()
    add_message_text()
    add_thread()
    add_message()
    add_change_notice_due()
    add_dispatch()
    add_dispatch_entry()
    add_guard_pattern()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("guard_pattern")
    op.drop_table("dispatch_entry")
    op.drop_table("dispatch")
    op.drop_table("change_notice_due")
    op.drop_table("message")
    op.drop_table("thread")
    op.drop_table("message_text")
    op.drop_table("send_reserve")
    op.drop_table("send_quota")


def add_send_quota() -> None:
    """Add send quota."""
    op.create_table(
        "send_quota",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent", sa.SmallInteger(), nullable=False),
        *checks(
            "send_quota",
            within_the_cap="sent BETWEEN 0 AND 1000",
        ),
        *points("send_quota", agency_id="agency"),
        sa.PrimaryKeyConstraint("agency_id", "day", name=op.f("pk_send_quota")),
    )


def add_send_reserve() -> None:
    """Add send reserve."""
    op.create_table(
        "send_reserve",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kept", sa.SmallInteger(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        *checks(
            "send_reserve",
            within_the_cap="kept BETWEEN 0 AND 1000",
        ),
        *points("send_reserve", agency_id="agency", set_by="account"),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_send_reserve")),
    )


def add_message_text() -> None:
    """Add message text."""
    op.create_table(
        "message_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", Sealed("message_text.body"), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_text")),
    )


def add_thread() -> None:
    """Add thread."""
    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("acquisition_id", sa.Integer(), nullable=False),
        sa.Column("stop_count", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("blocked_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        *checks(
            "thread",
            open_until_ended="is_open = (blocked_at IS NULL AND closed_at IS NULL)",
        ),
        *points(
            "thread",
            acquisition_id="acquisition",
            agency_id="agency",
            assigned_to="account",
            record_id="seeker_record",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("number", name=op.f("uq_thread_number")),
    )
    op.create_index("ix_thread_agency_id_last_at", "thread", ["agency_id", "last_at"])
    op.create_index("ix_thread_record_id", "thread", ["record_id"])
    op.create_index(
        "uq_thread_open",
        "thread",
        ["agency_id", "record_id"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )


def add_message() -> None:
    """Add message."""
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("mandatory_info_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        *checks(
            "message",
            tells_what_it_must="(kind IN ('change_notice', 'first_invitation')) = (mandatory_info_id IS NOT NULL)",
            kind_known="kind IN ('first_invitation', 'answer', 'change_notice', 'question')",
        ),
        *points(
            "message",
            agency_id="agency",
            mandatory_info_id="mandatory_info",
            sent_by="account",
            text_id="message_text",
            thread_id="thread",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_agency_id_sent_on", "message", ["agency_id", "sent_on"])
    op.create_index("ix_message_thread_id", "message", ["thread_id"])


def add_change_notice_due() -> None:
    """Add change notice due."""
    op.create_table(
        "change_notice_due",
        sa.Column("thread_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("mandatory_info_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        *points("change_notice_due", agency_id="agency", mandatory_info_id="mandatory_info", thread_id="thread"),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_change_notice_due")),
    )
    op.create_index("ix_change_notice_due_agency_id", "change_notice_due", ["agency_id"])


def add_dispatch() -> None:
    """Add dispatch."""
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("stop_count", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        *checks(
            "dispatch",
            state_known="state IN ('running', 'paused', 'done', 'cancelled')",
        ),
        *points("dispatch", agency_id="agency", created_by="account", text_id="message_text"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("number", name=op.f("uq_dispatch_number")),
    )
    op.create_index("ix_dispatch_agency_id", "dispatch", ["agency_id"])


def add_dispatch_entry() -> None:
    """Add dispatch entry."""
    op.create_table(
        "dispatch_entry",
        sa.Column("dispatch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.String(20), nullable=True),
        *checks(
            "dispatch_entry",
            reason_known="left_out IN ('blocked', 'already_invited', 'not_offered', 'over_cap', 'identifies')",
            sent_or_left_out="thread_id IS NULL OR left_out IS NULL",
        ),
        *points("dispatch_entry", dispatch_id="dispatch", record_id="seeker_record", thread_id="thread"),
        sa.PrimaryKeyConstraint("dispatch_id", "position", name=op.f("pk_dispatch_entry")),
    )
    op.create_index("ix_dispatch_entry_record_id", "dispatch_entry", ["record_id"])


def add_guard_pattern() -> None:
    """Add guard pattern."""
    op.create_table(
        "guard_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        *checks(
            "guard_pattern",
            long_enough="length(pattern) >= 3",
        ),
        *points("guard_pattern", added_by="account", ended_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_pattern")),
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
