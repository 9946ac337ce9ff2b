"""Add the audit record, the outbox and the runs of scheduled work."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CHANNELS = "channel IN ('mail', 'mypage')"
STATES = "state IN ('waiting', 'sending', 'sent', 'refused', 'needs_human', 'void', 'expired')"
OPEN_HAS_TEXT = "state NOT IN ('waiting', 'sending') OR body IS NOT NULL"


def upgrade() -> None:
    """Add five tables."""
    add_audit()
    add_outbox()
    add_routines()


def add_audit() -> None:
    """Events, and the seals that chain them."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act", sa.String(60), nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("detail", sa.String(2000), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_event_subject", "audit_event", ["subject"])
    op.create_index("ix_audit_event_actor_at", "audit_event", ["actor", "at"])
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("first_id <= last_id", name=op.f("ck_audit_seal_ids_in_order")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_seal_previous")),
        sa.UniqueConstraint("last_id", name=op.f("uq_audit_seal_last_id")),
    )


def add_outbox() -> None:
    """Every notice, written with the fact it tells of."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("booking_number", sa.String(20), nullable=True),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in ("recipient", "subject", "body")),
        sa.Column("fill_key_id", sa.String(20), nullable=True),
        sa.Column("fill_booking", sa.String(64), nullable=True),
        sa.Column("fill_nonce", sa.String(64), nullable=True),
        sa.Column("message_id", sa.String(160), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("posted_at", UtcDateTime(), nullable=False),
        *(sa.Column(name, UtcDateTime(), nullable=True) for name in ("not_before", "not_after", "settled_at")),
        *(sa.Column(name, UtcDateTime(), nullable=True) for name in ("first_try_at", "due_at", "lease_until")),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("unsure", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_outbox_channel")),
        sa.CheckConstraint(STATES, name=op.f("ck_outbox_state")),
        sa.CheckConstraint("unsure BETWEEN 0 AND 3", name=op.f("ck_outbox_copies")),
        sa.CheckConstraint(OPEN_HAS_TEXT, name=op.f("ck_outbox_open_has_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_outbox_kind_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])
    op.create_index("ix_outbox_booking_number", "outbox", ["booking_number"])


def add_routines() -> None:
    """Runs of scheduled work, and the workers that live."""
    op.create_table(
        "routine_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("effects", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine_run")),
        sa.UniqueConstraint("name", "due", name=op.f("uq_routine_run_name_due")),
    )
    op.create_table(
        "worker_beat",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker_beat")),
    )


def downgrade() -> None:
    """Take them back."""
    for table in ("worker_beat", "routine_run", "outbox", "audit_seal", "audit_event"):
        op.drop_table(table)
