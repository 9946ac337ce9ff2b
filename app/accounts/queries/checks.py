"""Reading the checks of mail addresses."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models.profiles import AddressCheck
from app.accounts.rules.links import ground_for_refusal
from app.accounts.terms import CheckPurpose, LinkFacts
from app.accounts.tokens import check_hash
from app.db import db
from app.kernel.roles import Role


def find_usable_check(
    purpose: CheckPurpose, token: str, now: datetime, *, account_id: int | None = None
) -> AddressCheck | None:
    """The check of a link, if it may be used now for this purpose; a change only for its own account."""
    row = db.session.execute(
        select(AddressCheck).where(
            AddressCheck.token_hash == check_hash(purpose, token), AddressCheck.purpose == purpose
        )
    ).scalar_one_or_none()
    if row is None or row.account_id != account_id:
        return None
    facts = LinkFacts(expires_at=row.expires_at, used_at=row.used_at, voided_at=row.voided_at)
    return None if ground_for_refusal(facts, now) else row


def find_registration(token: str, kinds: frozenset[Role], now: datetime) -> AddressCheck | None:
    """The check of a link to register with, if it may be used now for an account of one of these kinds."""
    check = find_usable_check(CheckPurpose.REGISTRATION, token, now)
    return check if check is not None and Role(check.kind) in kinds else None


def get_check(check_id: int) -> AddressCheck:
    """The check; it must exist."""
    return db.session.execute(select(AddressCheck).where(AddressCheck.id == check_id)).scalar_one()
