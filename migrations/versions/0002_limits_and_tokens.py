"""Add limit counters, idempotency tokens and the canary of the keys."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the counters of tries, the tokens of confirmation pages, and the word that tells wrong keys."""
    op.create_table(
        "limit_counter",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("window_start", UtcDateTime(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_limit_counter_n_not_negative")),
        sa.PrimaryKeyConstraint("kind", "subject", "seconds", "window_start", name=op.f("pk_limit_counter")),
    )
    op.create_index("ix_limit_counter_window_start", "limit_counter", ["window_start"])
    op.create_table(
        "idempotency_token",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_idempotency_token")),
    )
    op.create_index("ix_idempotency_token_at", "idempotency_token", ["at"])
    op.create_table(
        "key_canary",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("indexed", sa.String(64), nullable=False),
        sa.Column("password_key", sa.String(40), nullable=False),
        sa.Column("derived", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_key_canary")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("key_canary")
    op.drop_table("idempotency_token")
    op.drop_table("limit_counter")
