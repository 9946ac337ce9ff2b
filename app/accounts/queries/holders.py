"""Reading whom to write to where something concerns everybody who holds a role."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models.people import Account, Grant
from app.accounts.queries.grants import grant_counts
from app.accounts.terms import AccountStatus
from app.db import db
from app.kernel.roles import Role


def mails_of_role(role: Role, now: datetime) -> tuple[str, ...]:
    """The addresses of everybody who holds a role at `now`, by account."""
    held = select(Grant.account_id).where(Grant.role == role.value, grant_counts(now))
    active = select(Account).where(Account.id.in_(held), Account.status == AccountStatus.ACTIVE)
    return tuple(account.mail for account in db.session.scalars(active.order_by(Account.id)))
