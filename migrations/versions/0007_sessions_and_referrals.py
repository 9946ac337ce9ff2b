"""Add sessions, referrals and what came of them."""

import json

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HOSTS = {"WebEx": "webex.com", "Zoom": "zoom.us", "Tele office": "teleoffice.jp", "TeleOffice": "teleoffice.jp"}
POLICY = sa.table("office_policy", sa.column("id", sa.Integer), sa.column("settings", sa.Text))


def upgrade() -> None:
    """Add what is on record of a consultation, and tell every stored policy where its tool is."""
    add_sessions()
    add_referrals()
    add_hosts()


def add_sessions() -> None:
    """Add the consultation itself."""
    op.create_table(
        "booking_session",
        sa.Column("booking_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("admitted_at", UtcDateTime(), nullable=False),
        sa.Column("admitted_by", sa.Integer(), nullable=False),
        sa.Column("switched_to_phone_at", UtcDateTime(), nullable=True),
        sa.Column("switched_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("reason", sa.String(20), nullable=True),
        sa.Column("stopped_for", sa.String(4), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('advised', 'continued', 'elsewhere', 'broken_off')",
            name=op.f("ck_booking_session_outcome_known"),
        ),
        sa.CheckConstraint(
            "reason IN ('facts', 'documents', 'handling', 'connection', 'applicant', 'office')",
            name=op.f("ck_booking_session_reason_known"),
        ),
        sa.CheckConstraint(
            "stopped_for IN ('ア', 'イ', 'ウ', 'エ', 'オ', 'カ')", name=op.f("ck_booking_session_letter_known")
        ),
        sa.CheckConstraint("reason IS NULL OR outcome IS NOT NULL", name=op.f("ck_booking_session_reason_has_outcome")),
        sa.CheckConstraint(
            "(ended_at IS NULL AND outcome IS NULL AND stopped_for IS NULL)"
            " OR (ended_at IS NOT NULL AND (outcome IS NULL) <> (stopped_for IS NULL))",
            name=op.f("ck_booking_session_ends_in_one_way"),
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= admitted_at", name=op.f("ck_booking_session_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_booking_session_booking_id_booking")),
        sa.ForeignKeyConstraint(["admitted_by"], ["account.id"], name=op.f("fk_booking_session_admitted_by_account")),
        sa.ForeignKeyConstraint(["switched_by"], ["account.id"], name=op.f("fk_booking_session_switched_by_account")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_booking_session_ended_by_account")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_booking_session")),
    )


def add_referrals() -> None:
    """Add guidance to the centre of the workplace."""
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("branch", sa.String(100), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("note", Sealed("referral.note"), nullable=False),
        sa.Column("referred_at", UtcDateTime(), nullable=False),
        sa.Column("referred_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('visit', 'telephone')", name=op.f("ck_referral_kind_known")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_referral_booking_id_booking")),
        sa.ForeignKeyConstraint(["referred_by"], ["account.id"], name=op.f("fk_referral_referred_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index("ix_referral_booking_id", "referral", ["booking_id"])


def add_hosts() -> None:
    """Add `meeting_hosts` to every stored policy."""
    connection = op.get_bind()
    for policy_id, stored in connection.execute(sa.select(POLICY.c.id, POLICY.c.settings)).all():
        settings = json.loads(stored)
        if "video_tool" not in settings:
            continue
        host = HOSTS.get(settings["video_tool"])
        settings.setdefault("meeting_hosts", [host] if host else [])
        written = json.dumps(settings, ensure_ascii=False, sort_keys=True)
        connection.execute(sa.update(POLICY).where(POLICY.c.id == policy_id).values(settings=written))


def downgrade() -> None:
    """Take it back."""
    connection = op.get_bind()
    for policy_id, stored in connection.execute(sa.select(POLICY.c.id, POLICY.c.settings)).all():
        settings = json.loads(stored)
        if settings.pop("meeting_hosts", None) is None:
            continue
        written = json.dumps(settings, ensure_ascii=False, sort_keys=True)
        connection.execute(sa.update(POLICY).where(POLICY.c.id == policy_id).values(settings=written))
    op.drop_table("referral")
    op.drop_table("booking_session")
