"""Changing a password, and getting a new one by a mailed link."""

from datetime import datetime

from app.accounts.effects.links import issue_link, use_link
from app.accounts.effects.mails import Mail, mail_link, mail_news, mail_nobody
from app.accounts.effects.people import lock_account, set_password
from app.accounts.effects.sign_ins import begin_sign_in, end_sign_ins
from app.accounts.hashing import hash_password, password_fits
from app.accounts.queries.links import find_usable_link
from app.accounts.queries.people import find_account_by_mail, get_account
from app.accounts.rules.passwords import refusal_of
from app.accounts.rules.places import requires_second_factor, surface_of
from app.accounts.terms import (
    AccountStatus,
    Browser,
    EndedWhy,
    Entered,
    LinkPurpose,
    LinkRefusal,
    PasswordRefusal,
    SignedIn,
    SignInStage,
)
from app.audit.effects import record
from app.db import db


def change_password(
    signed_in: SignedIn, current: str, new: str, browser: Browser, *, at: datetime, now: datetime
) -> Entered | PasswordRefusal:
    """Change one's own password, showing the current one; every sign-in ends, this browser gets a new token.

    Raises `TooBusy`.
    """
    account = get_account(signed_in.account_id)
    db.session.rollback()
    if not password_fits(account.password_hash, current):
        return PasswordRefusal.CURRENT_WRONG
    strong = account.totp_secret is not None or requires_second_factor(account.role, demo=False)
    refusal = refusal_of(new, has_second_factor=strong, about=(account.name, account.mail))
    return refusal or _change(signed_in, str(account.password_hash), hash_password(new), browser, at, now)


@db.write
def _change(
    signed_in: SignedIn, checked_hash: str, new_hash: str, browser: Browser, at: datetime, now: datetime
) -> Entered | PasswordRefusal:
    account = lock_account(signed_in.account_id)
    if account.password_hash != checked_hash:
        return PasswordRefusal.CURRENT_WRONG
    set_password(account, new_hash, now)
    end_sign_ins(account.id, EndedWhy.PASSWORD_CHANGED, at)
    mail_news(account, Mail.PASSWORD_CHANGED, now)
    record("accounts.password_changed", by=signed_in.identity, subject=f"account:{account.id}", now=now)
    return begin_sign_in(account, browser, SignInStage.COMPLETE, at=at, now=now)


@db.write
def request_reset(mail: str, browser: Browser, *, now: datetime) -> None:
    """Mail a link to whoever can sign in with this folded address; everyone else gets the same answer and time."""
    account = find_account_by_mail(mail)
    active = account is not None and account.status == AccountStatus.ACTIVE
    if account is None or not active or surface_of(account.role) not in browser.surfaces:
        mail_nobody(Mail.RESET, now)
        record("accounts.reset_requested", by=None, subject="account:unknown", now=now)
        return
    mail_link(account, Mail.RESET, issue_link(account, LinkPurpose.RESET, now), now)
    record("accounts.reset_requested", by=None, subject=f"account:{account.id}", now=now)


def set_password_by_link(
    purpose: LinkPurpose, token: str, password: str, browser: Browser, *, at: datetime, now: datetime
) -> LinkRefusal | PasswordRefusal | None:
    """Accept an invitation or reset a password: a link, a new password, nothing else. Nobody is signed in by it.

    A password that is not taken leaves the link usable. The second factor stays as it is (ASVS 6.4.3).
    Raises `TooBusy`.
    """
    found = find_usable_link(purpose, token, browser.surfaces, now)
    db.session.rollback()
    if found is None:
        return LinkRefusal.UNUSABLE
    account = found[1]
    strong = account.totp_secret is not None or requires_second_factor(account.role, demo=False)
    refusal = refusal_of(password, has_second_factor=strong, about=(account.name, account.mail))
    return refusal or _set_by_link(purpose, token, hash_password(password), at, now)


@db.write
def _set_by_link(
    purpose: LinkPurpose, token: str, password_hash: str, at: datetime, now: datetime
) -> LinkRefusal | None:
    account_id = use_link(purpose, token, now)
    if account_id is None:
        return LinkRefusal.UNUSABLE
    account = lock_account(account_id)
    if account.status == AccountStatus.CLOSED:
        return LinkRefusal.UNUSABLE
    set_password(account, password_hash, now)
    end_sign_ins(account.id, EndedWhy.PASSWORD_CHANGED, at)
    mail_news(account, Mail.PASSWORD_CHANGED, now)
    record(f"accounts.{purpose.value}_used", by=None, subject=f"account:{account.id}", now=now)
    return None
