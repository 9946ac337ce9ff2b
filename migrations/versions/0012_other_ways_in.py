"""Add what the other offices ask of applicants, and how their bookings begin."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SEALED = ("seeker_number", "support_officer", "establishment", "companion")
WORDS = {
    "registration": (20, ("hellowork", "online", "registering")),
    "device": (20, ("pc", "tablet", "smartphone", "none")),
    "session_kind": (20, ("consultation", "placement", "interview", "selection")),
    "tool_terms": (10, ("ticked", "deemed")),
    "told_by": (20, ("mail", "mypage", "telephone")),
}
PEOPLE = ("nominated_counselor_id", "counselor_id")
MOMENTS = ("wished_at", "confirmed_at")


def upgrade() -> None:
    """Add what applicants state, who holds a booking, what it follows, and codes for the enquiry."""
    add_statements()
    add_words()
    add_links()
    for name in MOMENTS:
        op.add_column("booking", sa.Column(name, UtcDateTime(), nullable=True))
    op.execute(sa.text("UPDATE booking SET confirmed_at = applied_at"))
    op.execute(sa.text("UPDATE booking SET tool_terms = 'ticked' WHERE tool_consented_at IS NOT NULL"))
    op.create_index("ix_booking_account_id", "booking", ["account_id"])
    op.create_index("ix_booking_follows_id", "booking", ["follows_id"])
    add_codes()


def downgrade() -> None:
    """Take it back."""
    op.drop_table("enquiry_code")
    op.drop_index("ix_booking_follows_id", "booking")
    op.drop_index("ix_booking_account_id", "booking")
    for name in (*MOMENTS, "follows_id", *PEOPLE, *WORDS, "tool", "support_place", "mypage_opened", *SEALED):
        op.drop_column("booking", name)


def add_statements() -> None:
    """What only some offices ask for."""
    for name in SEALED:
        op.add_column("booking", sa.Column(name, Sealed(f"booking.{name}"), nullable=True))
    op.add_column("booking", sa.Column("mypage_opened", sa.Boolean(), nullable=True))
    op.add_column("booking", sa.Column("support_place", sa.String(100), nullable=True))
    op.add_column("booking", sa.Column("tool", sa.String(60), nullable=True))


def add_words() -> None:
    """Columns of a closed set of words: SQLite takes a CHECK only together with its column."""
    for name, (length, words) in WORDS.items():
        known = ", ".join(f"'{word}'" for word in words)
        add(f"{name} VARCHAR({length}) CONSTRAINT ck_booking_{name}_known CHECK ({name} IN ({known}))")


def add_links() -> None:
    """Who is wished for, who holds it, and the booking it follows."""
    for name in PEOPLE:
        add(f"{name} INTEGER CONSTRAINT fk_booking_{name}_account REFERENCES account (id)")
    add(
        "follows_id INTEGER CONSTRAINT fk_booking_follows_id_booking REFERENCES booking (id)"
        " CONSTRAINT ck_booking_follows_another CHECK (follows_id <> id)"
    )


def add(column: str) -> None:
    """One column with its constraints."""
    op.execute(sa.text(f"ALTER TABLE booking ADD COLUMN {column}"))


def add_codes() -> None:
    """Codes that open a booking."""
    op.create_table(
        "enquiry_code",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_enquiry_code_tries_counted")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_enquiry_code_booking_id_booking")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_enquiry_code")),
    )
    op.create_index("ix_enquiry_code_ends_at", "enquiry_code", ["ends_at"])
    op.create_index("ix_enquiry_code_booking_id", "enquiry_code", ["booking_id"])
