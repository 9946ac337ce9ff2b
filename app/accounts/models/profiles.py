"""What a seeker's or an employer's account has besides, and the checks of a mail address by a link sent to it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.terms import CheckPurpose
from app.db import Model, Sealed, UtcDateTime
from app.kernel.registration import Registration

REGISTRATIONS = ", ".join(f"'{each}'" for each in Registration)
PURPOSES = ", ".join(f"'{each}'" for each in CheckPurpose)


class PersonalProfile(Model):
    """A seeker's registration with Hello Work, or an employer's establishment (NGS-04 to NGS-07)."""

    __tablename__ = "personal_profile"
    __table_args__ = (
        CheckConstraint(f"registration IN ({REGISTRATIONS})", name="registration_known"),
        CheckConstraint(
            "registration_switched_on IS NULL OR (registration IS NOT NULL AND registration = 'hellowork')",
            name="switched_to_hellowork",
        ),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    seeker_number: Mapped[str | None] = mapped_column(Sealed("personal_profile.seeker_number"))
    registration: Mapped[str | None] = mapped_column(String(20))
    registration_switched_on: Mapped[date | None]
    establishment: Mapped[str | None] = mapped_column(Sealed("personal_profile.establishment"))
    establishment_number: Mapped[str | None] = mapped_column(Sealed("personal_profile.establishment_number"))
    language: Mapped[str] = mapped_column(String(10))


class AddressCheck(Model):
    """A link to a mail address that is not an account's yet: to register with it, or to take it as the new one.

    A registration has the kind of account it is for, a change the account; nothing else is kept before the link
    is used.
    """

    __tablename__ = "address_check"
    __table_args__ = (
        CheckConstraint(f"purpose IN ({PURPOSES})", name="purpose_known"),
        CheckConstraint("(purpose = 'registration') = (kind IS NOT NULL)", name="registration_has_kind"),
        CheckConstraint("(purpose = 'change') = (account_id IS NOT NULL)", name="change_has_account"),
        CheckConstraint("kind IN ('seeker', 'employer', 'agency')", name="kind_known"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        Index("ix_address_check_mail_index", "mail_index"),
        Index("ix_address_check_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str | None] = mapped_column(String(20))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    mail: Mapped[str] = mapped_column(Sealed("address_check.mail"))
    mail_index: Mapped[str] = mapped_column(String(64))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime())
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
