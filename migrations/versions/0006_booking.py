"""Add bookings and their guards."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

HELD = sa.text("holds_seat")
STATES = (
    "'requested', 'awaiting_reply', 'confirmed', 'in_session', 'held', 'cancelled', 'deemed_cancelled', 'invalid', "
    "'refused', 'stopped', 'declined_terms'"
)
TABLES = (
    "office_day",
    "booking",
    "booking_state",
    "staff_message",
    "person_day",
    "ban",
    "ban_key",
    "service_stop",
    "guest_session",
)


def upgrade() -> None:
    """Add the lock, bookings, what follows them, and what guards them."""
    add_office_day()
    add_booking()
    add_booking_state()
    add_staff_message()
    add_person_day()
    add_ban()
    add_ban_key()
    add_service_stop()
    add_guest_session()


def downgrade() -> None:
    """Take it back."""
    for table in reversed(TABLES):
        op.drop_table(table)


def add_office_day() -> None:
    """The lock of a day."""
    op.create_table(
        "office_day",
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_day_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "day", name=op.f("pk_office_day")),
    )


def add_booking() -> None:
    """Applications and what they hold."""
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("seat_no", sa.SmallInteger(), nullable=True),
        sa.Column("holds_seat", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("applied_at", UtcDateTime(), nullable=False),
        sa.Column("lapses_from", UtcDateTime(), nullable=True),
        sa.Column("missed_from", UtcDateTime(), nullable=True),
        sa.Column("contacted_at", UtcDateTime(), nullable=True),
        sa.Column("excused", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.SmallInteger(), nullable=False),
        sa.Column("applicant_type", sa.String(20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("name", Sealed("booking.name"), nullable=False),
        sa.Column("name_kana", Sealed("booking.name_kana"), nullable=False),
        sa.Column("phone", Sealed("booking.phone"), nullable=False),
        sa.Column("typed_phone", Sealed("booking.typed_phone"), nullable=False),
        sa.Column("phone_key", sa.String(64), nullable=False),
        sa.Column("email", Sealed("booking.email"), nullable=False),
        sa.Column("mail_key", sa.String(64), nullable=False),
        sa.Column("residence_prefecture", sa.String(2), nullable=False),
        sa.Column("residence_municipality", sa.String(5), nullable=False),
        sa.Column("residence_detail", Sealed("booking.residence_detail"), nullable=False),
        sa.Column("workplace_prefecture", sa.String(2), nullable=False),
        sa.Column("workplace_municipality", sa.String(5), nullable=False),
        sa.Column("workplace_detail", Sealed("booking.workplace_detail"), nullable=False),
        sa.Column("topic", sa.String(100), nullable=False),
        sa.Column("content", Sealed("booking.content"), nullable=False),
        sa.Column("terms_version_id", sa.Integer(), nullable=False),
        sa.Column("consented_at", UtcDateTime(), nullable=False),
        sa.Column("tool_consented_at", UtcDateTime(), nullable=True),
        sa.Column("password_key_id", sa.String(20), nullable=True),
        sa.Column("password_nonce", sa.String(64), nullable=True),
        sa.CheckConstraint("seat_no >= 1", name=op.f("ck_booking_seats_from_one")),
        sa.CheckConstraint(
            "NOT holds_seat OR state NOT IN ('cancelled', 'declined_terms', 'invalid', 'refused')",
            name=op.f("ck_booking_released_holds_no_seat"),
        ),
        sa.CheckConstraint("NOT holds_seat OR seat_no IS NOT NULL", name=op.f("ck_booking_held_seat_has_number")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_booking_state_known")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_booking_minutes_positive")),
        sa.ForeignKeyConstraint(
            ["terms_version_id"], ["terms_version.id"], name=op.f("fk_booking_terms_version_id_terms_version")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_booking_office_id_office")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_booking_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    op.create_index("ix_booking_mail_key", "booking", ["mail_key"])
    op.create_index("ix_booking_office_id_starts_at", "booking", ["office_id", "starts_at"])
    op.create_index("ix_booking_phone_key", "booking", ["phone_key"])
    op.create_index("ix_booking_state_starts_at", "booking", ["state", "starts_at"])
    op.create_index(
        "uq_booking_held_seat",
        "booking",
        ["office_id", "starts_at", "seat_no"],
        unique=True,
        sqlite_where=HELD,
        postgresql_where=HELD,
    )
    op.create_index("uq_booking_number", "booking", ["number"], unique=True)


def add_booking_state() -> None:
    """Changes of state."""
    op.create_table(
        "booking_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(20), nullable=False),
        sa.Column("to_state", sa.String(20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("by_whom", sa.String(10), nullable=False),
        sa.Column("by_account_id", sa.Integer(), nullable=True),
        sa.Column("reason", Sealed("booking_state.reason"), nullable=True),
        sa.CheckConstraint("by_whom IN ('applicant', 'staff', 'time')", name=op.f("ck_booking_state_by_whom_known")),
        sa.CheckConstraint(f"from_state IN ({STATES})", name=op.f("ck_booking_state_from_state_known")),
        sa.CheckConstraint("from_state <> to_state", name=op.f("ck_booking_state_state_changes")),
        sa.CheckConstraint(f"to_state IN ({STATES})", name=op.f("ck_booking_state_to_state_known")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_booking_state_booking_id_booking")),
        sa.ForeignKeyConstraint(["by_account_id"], ["account.id"], name=op.f("fk_booking_state_by_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_state")),
    )
    op.create_index("ix_booking_state_booking_id", "booking_state", ["booking_id"])


def add_staff_message() -> None:
    """伝達事項."""
    op.create_table(
        "staff_message",
        sa.Column("booking_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", Sealed("staff_message.text"), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_staff_message_entered_by_account")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_staff_message_booking_id_booking")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_staff_message")),
    )


def add_person_day() -> None:
    """A person's bookings of a day."""
    op.create_table(
        "person_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("reason", Sealed("person_day.reason"), nullable=True),
        sa.CheckConstraint("nth >= 1", name=op.f("ck_person_day_nth_from_one")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_person_day_booking_id_booking")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_person_day_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_day")),
        sa.UniqueConstraint("office_id", "day", "key", "nth", name=op.f("uq_person_day_office_id")),
    )
    op.create_index("ix_person_day_booking_id", "person_day", ["booking_id"])


def add_ban() -> None:
    """今後の利用のお断り."""
    op.create_table(
        "ban",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(20), nullable=False),
        sa.Column("reason", Sealed("ban.reason"), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("lifted_at IS NULL OR lifted_at >= since", name=op.f("ck_ban_lifted_after")),
        sa.CheckConstraint("ground IN ('no_contact', 'prohibited_act')", name=op.f("ck_ban_ground_known")),
        sa.ForeignKeyConstraint(["set_by"], ["account.id"], name=op.f("fk_ban_set_by_account")),
        sa.ForeignKeyConstraint(["lifted_by"], ["account.id"], name=op.f("fk_ban_lifted_by_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_ban_office_id_office")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_ban_booking_id_booking")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban")),
    )
    op.create_index("ix_ban_office_id", "ban", ["office_id"])


def add_ban_key() -> None:
    """By what a banned person is known."""
    op.create_table(
        "ban_key",
        sa.Column("ban_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["ban_id"], ["ban.id"], name=op.f("fk_ban_key_ban_id_ban")),
        sa.PrimaryKeyConstraint("ban_id", "key", name=op.f("pk_ban_key")),
    )
    op.create_index("ix_ban_key_key", "ban_key", ["key"])


def add_service_stop() -> None:
    """Stops of the service."""
    op.create_table(
        "service_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(4), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_service_stop_times_in_order")),
        sa.CheckConstraint(
            "ground IN ('ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ')", name=op.f("ck_service_stop_ground_known")
        ),
        sa.ForeignKeyConstraint(["set_by"], ["account.id"], name=op.f("fk_service_stop_set_by_account")),
        sa.ForeignKeyConstraint(["lifted_by"], ["account.id"], name=op.f("fk_service_stop_lifted_by_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_service_stop_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_stop")),
    )
    op.create_index("ix_service_stop_office_id", "service_stop", ["office_id"])


def add_guest_session() -> None:
    """Browsers that hold one booking."""
    op.create_table(
        "guest_session",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("by_password", sa.Boolean(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_guest_session_booking_id_booking")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_guest_session")),
    )
    op.create_index("ix_guest_session_booking_id", "guest_session", ["booking_id"])
    op.create_index("ix_guest_session_ends_at", "guest_session", ["ends_at"])
