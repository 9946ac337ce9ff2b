"""Ending the accounts of an organisation that is gone."""

from datetime import date, datetime

from sqlalchemy import or_, select

from app.accounts.effects.checks import forget_checks_of
from app.accounts.effects.links import void_links
from app.accounts.effects.people import end_grant, erase_person, hold_address, lock_account
from app.accounts.effects.sign_ins import end_sign_ins
from app.accounts.models.people import Account, Grant
from app.accounts.terms import AccountStatus, EndedWhy
from app.db import db


def close_accounts_of_organisation(
    organisation_id: int, *, free_from: date, by: int | None, why: str, now: datetime
) -> int:
    """Close every account that holds a role in an organisation; nobody registers its address before a day (AGY-014).

    How many were closed. Their sign-ins and links end, their names are forgotten.
    """
    running = select(Grant).where(Grant.organisation_id == organisation_id)
    grants = db.session.scalars(running.where(or_(Grant.ends_at.is_(None), Grant.ends_at > now)).order_by(Grant.id))
    by_account = {grant.account_id: grant for grant in grants}
    return sum(_close(lock_account(each), by_account[each], free_from, by, why, now) for each in sorted(by_account))


def _close(account: Account, grant: Grant, free_from: date, by: int | None, why: str, now: datetime) -> bool:
    end_grant(grant, by=by, why=why, now=now)
    if account.status == AccountStatus.CLOSED:
        return False
    hold_address(account.mail, free_from)
    end_sign_ins(account.id, EndedWhy.CLOSED, now)
    void_links(account.id, now)
    forget_checks_of(account.id)
    erase_person(account, now)
    return True
