"""Add accounts, grants and sign-ins."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = "('seeker', 'employer', 'counselor', 'staff', 'manager', 'agency', 'bureau', 'ministry', 'operations')"


def upgrade() -> None:
    """Add the people who sign in, where they belong, what they may do and how they come in."""
    add_organisation()
    add_account()
    add_grant()
    add_sign_in()
    add_account_link()
    add_holds()


def downgrade() -> None:
    """Take it back."""
    for table in ("phone_hold", "held_address", "account_link", "sign_in", "account_grant", "account", "organisation"):
        op.drop_table(table)


def add_organisation() -> None:
    """Offices, bureaux, ministry, operations, agencies."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.CheckConstraint(
            "kind IN ('centre', 'hello_work', 'bureau', 'ministry', 'operations', 'agency')",
            name=op.f("ck_organisation_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_organisation_kind_code")),
    )


def add_account() -> None:
    """People."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("name", Sealed("account.name"), nullable=False),
        sa.Column("mail", Sealed("account.mail"), nullable=False),
        sa.Column("mail_index", sa.String(64), nullable=False),
        sa.Column("name_kana", Sealed("account.name_kana"), nullable=True),
        sa.Column("phone", Sealed("account.phone"), nullable=True),
        sa.Column("password_hash", sa.String(200), nullable=True),
        sa.Column("password_set_at", UtcDateTime(), nullable=True),
        sa.Column("totp_secret", Sealed("account.totp_secret"), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(f"kind IN {KINDS}", name=op.f("ck_account_kind_known")),
        sa.CheckConstraint("status IN ('invited', 'active', 'closed')", name=op.f("ck_account_status_known")),
        sa.CheckConstraint(
            "status <> 'active' OR password_hash IS NOT NULL", name=op.f("ck_account_active_has_password")
        ),
        sa.CheckConstraint(
            "totp_secret IS NOT NULL OR totp_last_step IS NULL", name=op.f("ck_account_step_has_secret")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("mail_index", name=op.f("uq_account_mail_index")),
    )


def add_grant() -> None:
    """Roles from one moment to another."""
    op.create_table(
        "account_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(200), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("end_why", sa.String(200), nullable=True),
        *[sa.CheckConstraint(sql, name=op.f(f"ck_account_grant_{name}")) for name, sql in GRANT_CHECKS.items()],
        *[_account_key("account_grant", column) for column in ("account_id", "granted_by", "confirmed_by", "ended_by")],
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_account_grant_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_grant")),
    )
    op.create_index("ix_account_grant_organisation_id", "account_grant", ["organisation_id"])
    _one_open("uq_account_grant_open", ["account_id", "role", "organisation_id"], "organisation_id IS NOT NULL")
    _one_open("uq_account_grant_open_personal", ["account_id", "role"], "organisation_id IS NULL")


GRANT_CHECKS = {
    "role_known": f"role IN {KINDS}",
    "place_fits_role": "(organisation_id IS NULL) = (role IN ('seeker', 'employer'))",
    "ends_after_start": "ends_at IS NULL OR ends_at >= starts_at",
    "not_by_oneself": "granted_by <> account_id",
    "confirmed_by_another": "confirmed_by <> account_id AND confirmed_by <> granted_by",
    "confirmed_has_moment": "confirmed_by IS NULL OR confirmed_at IS NOT NULL",
}


def _account_key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}_account"))


def _one_open(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(f"ends_at IS NULL AND {where}")
    op.create_index(name, "account_grant", columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def add_sign_in() -> None:
    """Browsers that are signed in."""
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(20), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("surfaces", sa.String(40), nullable=False),
        sa.Column("agent", sa.String(60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_why", sa.String(30), nullable=True),
        sa.Column("offered_secret", Sealed("sign_in.offered_secret"), nullable=True),
        sa.CheckConstraint("stage IN ('password', 'complete')", name=op.f("ck_sign_in_stage_known")),
        sa.CheckConstraint(
            "ended_why IS NULL OR ended_why IN ('signed_out', 'ended_by_owner', 'replaced', 'too_many',"
            " 'password_changed', 'second_factor_changed', 'grant_ended', 'closed')",
            name=op.f("ck_sign_in_ended_why_known"),
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name=op.f("ck_sign_in_ended_has_reason")),
        _account_key("sign_in", "account_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("ref", name=op.f("uq_sign_in_ref")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index("ix_sign_in_account_id_ended_at", "sign_in", ["account_id", "ended_at"])


def add_account_link() -> None:
    """Links mailed for one use."""
    op.create_table(
        "account_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'reset')", name=op.f("ck_account_link_purpose_known")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_account_link_expires_later")),
        _account_key("account_link", "account_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_link_token_hash")),
    )
    op.create_index("ix_account_link_account_id", "account_link", ["account_id"])


def add_holds() -> None:
    """What an account may not do for a while: take an address again, change its telephone number."""
    op.create_table(
        "held_address",
        sa.Column("mail_index", sa.String(64), nullable=False),
        sa.Column("free_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("mail_index", name=op.f("pk_held_address")),
    )
    op.create_table(
        "phone_hold",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(60), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        _account_key("phone_hold", "account_id"),
        sa.PrimaryKeyConstraint("account_id", "cause", name=op.f("pk_phone_hold")),
    )
