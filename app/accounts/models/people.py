"""The tables of accounts. A role is a dated row, a sign-in is a row, a link is a row; tokens are kept as HMACs."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.terms import AccountStatus, EndedWhy, LinkPurpose, OrganisationKind, SignInStage
from app.db import Model, Sealed, UtcDateTime
from app.kernel.roles import Role


def one_of(column: str, values: type[AccountStatus | EndedWhy | LinkPurpose | OrganisationKind | SignInStage]) -> str:
    """The CHECK that a column holds one of the words of an enum."""
    words = ", ".join(f"'{value.value}'" for value in values)
    return f"{column} IN ({words})"


KINDS = "('seeker', 'employer', 'counselor', 'staff', 'manager', 'agency', 'bureau', 'ministry', 'operations')"


class Organisation(Model):
    """An office, a bureau, the ministry, operations or an agency: where roles are held."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("kind", "code"),
        CheckConstraint(one_of("kind", OrganisationKind), name="kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))


class Account(Model):
    """A person who signs in. `kind` is the role he was invited as; what he may do stands in his grants.

    `renewed_at` is when mail address, telephone or authenticator was last changed: a restore asks it (SECURITY F15).
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind_known"),
        CheckConstraint(one_of("status", AccountStatus), name="status_known"),
        CheckConstraint("status <> 'active' OR password_hash IS NOT NULL", name="active_has_password"),
        CheckConstraint("totp_secret IS NOT NULL OR totp_last_step IS NULL", name="step_has_secret"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Sealed("account.name"))
    mail: Mapped[str] = mapped_column(Sealed("account.mail"))
    mail_index: Mapped[str] = mapped_column(String(64), unique=True)
    name_kana: Mapped[str | None] = mapped_column(Sealed("account.name_kana"))
    phone: Mapped[str | None] = mapped_column(Sealed("account.phone"))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    totp_secret: Mapped[str | None] = mapped_column(Sealed("account.totp_secret"))
    totp_last_step: Mapped[int | None]
    renewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())

    @property
    def role(self) -> Role:
        """The kind as a role."""
        return Role(self.kind)


class Grant(Model):
    """A role held from one moment to another, given by someone for a reason. Rows are never erased."""

    __tablename__ = "account_grant"
    __table_args__ = (
        CheckConstraint(f"role IN {KINDS}", name="role_known"),
        CheckConstraint("(organisation_id IS NULL) = (role IN ('seeker', 'employer'))", name="place_fits_role"),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint("granted_by <> account_id", name="not_by_oneself"),
        CheckConstraint("confirmed_by <> account_id AND confirmed_by <> granted_by", name="confirmed_by_another"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_at IS NOT NULL", name="confirmed_has_moment"),
        Index(
            "uq_account_grant_open",
            "account_id",
            "role",
            "organisation_id",
            unique=True,
            sqlite_where=text("ends_at IS NULL AND organisation_id IS NOT NULL"),
            postgresql_where=text("ends_at IS NULL AND organisation_id IS NOT NULL"),
        ),
        Index(
            "uq_account_grant_open_personal",
            "account_id",
            "role",
            unique=True,
            sqlite_where=text("ends_at IS NULL AND organisation_id IS NULL"),
            postgresql_where=text("ends_at IS NULL AND organisation_id IS NULL"),
        ),
        Index("ix_account_grant_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime())
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    why: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    end_why: Mapped[str | None] = mapped_column(String(200))


class SignIn(Model):
    """One browser that is signed in. Its moments are the machine's time, never the demo's."""

    __tablename__ = "sign_in"
    __table_args__ = (
        CheckConstraint(one_of("stage", SignInStage), name="stage_known"),
        CheckConstraint(f"ended_why IS NULL OR {one_of('ended_why', EndedWhy)}", name="ended_why_known"),
        CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ended_has_reason"),
        Index("ix_sign_in_account_id_ended_at", "account_id", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    stage: Mapped[str] = mapped_column(String(20))
    surfaces: Mapped[str] = mapped_column(String(40))
    agent: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime())
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime())
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    ended_why: Mapped[str | None] = mapped_column(String(30))
    offered_secret: Mapped[str | None] = mapped_column(Sealed("sign_in.offered_secret"))


class AccountLink(Model):
    """A link mailed once for one purpose; it does one thing once."""

    __tablename__ = "account_link"
    __table_args__ = (
        CheckConstraint(one_of("purpose", LinkPurpose), name="purpose_known"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        Index("ix_account_link_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime())
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class HeldAddress(Model):
    """A mail address that was an account's and may not be registered again before `free_from` (AGY-014)."""

    __tablename__ = "held_address"

    mail_index: Mapped[str] = mapped_column(String(64), primary_key=True)
    free_from: Mapped[date]


class PhoneHold(Model):
    """While a hold is open the account's telephone number cannot be changed (NGS-46).

    It ends when it is released, or by itself at `until`.
    """

    __tablename__ = "phone_hold"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    cause: Mapped[str] = mapped_column(String(60), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime())
    until: Mapped[datetime | None] = mapped_column(UtcDateTime())
