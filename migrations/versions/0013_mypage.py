"""Add the person's own page: notices on it, registration facts, address checks, the notice of changed terms."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NOTICES_OF_CHANGE = {"miyakonojo": "M-MYK-4", "nagasaki": "M-NGS-4", "kurashiki": "M-KRS-3"}
ON_A_PAGE = "(channel = 'mypage') = (account_id IS NOT NULL)"


def upgrade() -> None:
    """Whose page a notice stands on, what an account has besides, links to addresses yet to be checked."""
    # In words, since SQLite takes a constraint of a new column in no other way.
    op.execute(
        f"ALTER TABLE outbox ADD COLUMN account_id INTEGER CONSTRAINT ck_outbox_mypage_has_account CHECK ({ON_A_PAGE})"
    )
    op.add_column("outbox", sa.Column("read_at", UtcDateTime(), nullable=True))
    op.create_index("ix_outbox_account_id", "outbox", ["account_id"])
    add_profile()
    add_address_check()
    op.add_column("terms_set", sa.Column("change_notice", sa.String(20), nullable=True))
    terms_set = sa.table("terms_set", sa.column("name"), sa.column("change_notice"))
    for name, notice in NOTICES_OF_CHANGE.items():
        op.execute(terms_set.update().where(terms_set.c.name == name).values(change_notice=notice))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("terms_set", "change_notice")
    op.drop_table("address_check")
    op.drop_table("personal_profile")
    op.drop_index("ix_outbox_account_id", "outbox")
    op.drop_column("outbox", "read_at")
    op.drop_column("outbox", "account_id")


def add_profile() -> None:
    """Registration with Hello Work, or an employer's establishment."""
    op.create_table(
        "personal_profile",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seeker_number", Sealed("personal_profile.seeker_number"), nullable=True),
        sa.Column("registration", sa.String(20), nullable=True),
        sa.Column("registration_switched_on", sa.Date(), nullable=True),
        sa.Column("establishment", Sealed("personal_profile.establishment"), nullable=True),
        sa.Column("establishment_number", Sealed("personal_profile.establishment_number"), nullable=True),
        sa.Column("language", sa.String(10), nullable=False),
        sa.CheckConstraint(
            "registration IN ('hellowork', 'online', 'registering')",
            name=op.f("ck_personal_profile_registration_known"),
        ),
        sa.CheckConstraint(
            "registration_switched_on IS NULL OR (registration IS NOT NULL AND registration = 'hellowork')",
            name=op.f("ck_personal_profile_switched_to_hellowork"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_personal_profile_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_personal_profile")),
    )


def add_address_check() -> None:
    """Links to mail addresses that are nobody's yet."""
    op.create_table(
        "address_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("mail", Sealed("address_check.mail"), nullable=False),
        sa.Column("mail_index", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("purpose IN ('registration', 'change')", name=op.f("ck_address_check_purpose_known")),
        sa.CheckConstraint(
            "(purpose = 'registration') = (kind IS NOT NULL)", name=op.f("ck_address_check_registration_has_kind")
        ),
        sa.CheckConstraint(
            "(purpose = 'change') = (account_id IS NOT NULL)", name=op.f("ck_address_check_change_has_account")
        ),
        sa.CheckConstraint("kind IN ('seeker', 'employer')", name=op.f("ck_address_check_kind_known")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_address_check_expires_later")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_address_check_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_check")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_address_check_token_hash")),
    )
    op.create_index("ix_address_check_mail_index", "address_check", ["mail_index"])
    op.create_index("ix_address_check_account_id", "address_check", ["account_id"])
