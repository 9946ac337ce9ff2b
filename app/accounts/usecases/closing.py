"""Closing one's own account: nobody signs in with it again, and what it said of the person is gone."""

from datetime import datetime

from app.accounts.effects.checks import forget_checks_of
from app.accounts.effects.links import void_links
from app.accounts.effects.mails import Mail, mail_news, take_back_news
from app.accounts.effects.people import end_grant, erase_person, lock_account
from app.accounts.effects.profiles import erase_profile
from app.accounts.effects.sign_ins import end_sign_ins
from app.accounts.hashing import password_fits
from app.accounts.queries.grants import grants_of
from app.accounts.queries.people import get_account, is_phone_held
from app.accounts.rules.profiles import ContactRefusal, ground_against_phone_change
from app.accounts.terms import EndedWhy, SignedIn
from app.audit.effects import record
from app.db import db
from app.notices.effects import empty_page


def close_account(signed_in: SignedIn, password: str, *, at: datetime, now: datetime) -> ContactRefusal | None:
    """Close the account whose password is shown again; its bookings and consents stay as records of the offices.

    Not while an instant request is open: its person must stay known (NGS-46). Raises `TooBusy`.
    """
    password_hash = get_account(signed_in.account_id).password_hash
    db.session.rollback()
    fits = password_fits(password_hash, password)
    return _close(signed_in, password_hash, at, now) if fits else ContactRefusal.PASSWORD_WRONG


@db.write
def _close(signed_in: SignedIn, checked_hash: str | None, at: datetime, now: datetime) -> ContactRefusal | None:
    account = lock_account(signed_in.account_id)
    if account.password_hash != checked_hash:
        return ContactRefusal.PASSWORD_WRONG
    ground = ground_against_phone_change(is_phone_held(account.id, now))
    if ground is not None:
        return ground
    mail_news(account, Mail.CLOSED, now)
    for grant, _ in grants_of(account.id, now):
        end_grant(grant, by=account.id, why="closed by its owner", now=now)
    end_sign_ins(account.id, EndedWhy.CLOSED, at)
    void_links(account.id, now)
    forget_checks_of(account.id)
    empty_page(account.id)
    take_back_news(account.id, now)
    erase_profile(account.id)
    erase_person(account, now)
    record("accounts.closed", by=signed_in.identity, subject=f"account:{account.id}", now=now)
    return None
