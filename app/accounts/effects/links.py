"""Writing mailed links: issuing one, using it once."""

from datetime import datetime

from sqlalchemy import update

from app.accounts.models.people import Account, AccountLink
from app.accounts.rules.links import expiry
from app.accounts.rules.places import surface_of
from app.accounts.terms import LinkPurpose
from app.accounts.tokens import link_hash, new_token
from app.db import db
from app.web.links import link

ENDPOINTS = {LinkPurpose.INVITATION: "accounts.invitation", LinkPurpose.RESET: "accounts.password_reset"}


def issue_link(account: Account, purpose: LinkPurpose, now: datetime) -> str:
    """A fresh link, as a full address on the account's own listener; an older one of the purpose dies."""
    db.session.execute(
        update(AccountLink)
        .where(AccountLink.account_id == account.id, AccountLink.purpose == purpose)
        .where(AccountLink.used_at.is_(None), AccountLink.voided_at.is_(None))
        .values(voided_at=now)
    )
    token = new_token()
    db.session.add(
        AccountLink(
            account_id=account.id,
            purpose=purpose.value,
            token_hash=link_hash(purpose, token),
            created_at=now,
            expires_at=expiry(now),
        )
    )
    return link(ENDPOINTS[purpose], surface_of(account.role), token=token)


def void_links(account_id: int, now: datetime) -> None:
    """Let every unused link of an account do nothing any more: the mailbox it was sent to is not the right one."""
    unused = update(AccountLink).where(AccountLink.account_id == account_id)
    unused = unused.where(AccountLink.used_at.is_(None), AccountLink.voided_at.is_(None))
    db.session.execute(unused.values(voided_at=now))


def use_link(purpose: LinkPurpose, token: str, now: datetime) -> int | None:
    """Take a link for this one use and give its account's id; None where another use was first or it is dead.

    The first statement of its transaction: whoever gets the row has the link (SECURITY T12).
    """
    taken = db.session.execute(
        update(AccountLink)
        .where(AccountLink.token_hash == link_hash(purpose, token), AccountLink.purpose == purpose)
        .where(AccountLink.used_at.is_(None), AccountLink.voided_at.is_(None), AccountLink.expires_at > now)
        .values(used_at=now)
        .returning(AccountLink.account_id)
        .execution_options(synchronize_session=False)
    )
    account_id: int | None = taken.scalar_one_or_none()
    return account_id
