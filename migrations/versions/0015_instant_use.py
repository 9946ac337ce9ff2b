"""Add instant use: requests, free counselors, and a telephone hold that ends by itself."""

import sqlalchemy as sa
from alembic import op

from app.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Add what instant use has besides a booking, who is free for it, and how long a telephone number is held."""
    add_requests()
    add_free_counselors()
    op.add_column("phone_hold", sa.Column("until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("phone_hold", "until")
    op.drop_table("free_counselor")
    op.drop_table("instant_request")


def add_requests() -> None:
    """Requests, of which an account has one open at most."""
    op.create_table(
        "instant_request",
        sa.Column("booking_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(10), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=True),
        sa.Column("given", sa.String(10), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("called_at", UtcDateTime(), nullable=True),
        sa.Column("called_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("wish IN ('mypage', 'call')", name=op.f("ck_instant_request_wish_known")),
        sa.CheckConstraint("given IN ('mypage', 'call')", name=op.f("ck_instant_request_given_known")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (given IS NULL)", name=op.f("ck_instant_request_answered_in_a_way")
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR agreed_at IS NOT NULL", name=op.f("ck_instant_request_answered_after_agreement")
        ),
        sa.CheckConstraint("called_at IS NULL OR given = 'call'", name=op.f("ck_instant_request_called_where_given")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_instant_request_booking_id_booking")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_instant_request_account_id_account")),
        sa.ForeignKeyConstraint(["called_by"], ["account.id"], name=op.f("fk_instant_request_called_by_account")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_instant_request")),
    )
    op.create_index(
        "uq_instant_request_open",
        "instant_request",
        ["account_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def add_free_counselors() -> None:
    """Who can take a consultation at once."""
    op.create_table(
        "free_counselor",
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_free_counselor_office_id_office")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_free_counselor_account_id_account")),
        sa.PrimaryKeyConstraint("office_id", "account_id", name=op.f("pk_free_counselor")),
    )
