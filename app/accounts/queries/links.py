"""Reading mailed links."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models.people import Account, AccountLink
from app.accounts.rules.links import ground_for_refusal
from app.accounts.rules.places import surface_of
from app.accounts.terms import LinkFacts, LinkPurpose
from app.accounts.tokens import link_hash
from app.db import db
from app.kernel.roles import Surface


def find_usable_link(
    purpose: LinkPurpose, token: str, surfaces: frozenset[Surface], now: datetime
) -> tuple[AccountLink, Account] | None:
    """The link of a token and its account, if it may be used now for this purpose on this listener."""
    row = db.session.execute(
        select(AccountLink, Account)
        .join(Account, Account.id == AccountLink.account_id)
        .where(AccountLink.token_hash == link_hash(purpose, token), AccountLink.purpose == purpose)
    ).first()
    if row is None:
        return None
    link, account = row
    facts = LinkFacts(expires_at=link.expires_at, used_at=link.used_at, voided_at=link.voided_at)
    foreign = surface_of(account.role) not in surfaces
    return None if foreign or ground_for_refusal(facts, now) else (link, account)
