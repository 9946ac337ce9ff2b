"""Setting up and taking off the authenticator."""

from datetime import datetime

from app.accounts.authenticator import code_fits, new_secret, step_at
from app.accounts.effects.mails import Mail, mail_news
from app.accounts.effects.people import lock_account
from app.accounts.effects.sign_ins import begin_sign_in, end_sign_ins
from app.accounts.hashing import password_fits
from app.accounts.models.people import Account
from app.accounts.queries.people import get_account
from app.accounts.queries.sign_ins import get_sign_in
from app.accounts.rules.places import requires_second_factor
from app.accounts.terms import Browser, EndedWhy, Entered, SecondFactorRefusal, SignedIn, SignInStage
from app.audit.effects import record
from app.db import db


def offer_second_factor(signed_in: SignedIn, password: str | None, *, now: datetime) -> SecondFactorRefusal | None:
    """Make a secret for this sign-in to show; nothing is on until a code of it was given.

    Someone already inside shows the password again (ASVS 7.5.1); someone who is just coming in has shown it.
    An authenticator in use is never replaced on the way in. Raises `TooBusy`.
    """
    coming_in = signed_in.stage is SignInStage.PASSWORD
    if coming_in and signed_in.has_second_factor:
        return SecondFactorRefusal.NO_OFFER
    checked = None if coming_in else _checked(signed_in.account_id, password or "")
    if not coming_in and checked is None:
        return SecondFactorRefusal.PASSWORD_WRONG
    _offer(signed_in, now)
    return None


@db.write
def _offer(signed_in: SignedIn, now: datetime) -> None:
    get_sign_in(signed_in.sign_in_id).offered_secret = new_secret()
    record("accounts.second_factor_offered", by=None, subject=f"account:{signed_in.account_id}", now=now)


@db.write
def confirm_second_factor(
    signed_in: SignedIn, code: str, browser: Browser, *, at: datetime, now: datetime
) -> Entered | SecondFactorRefusal:
    """Turn the offered authenticator on by a first code of it; every other sign-in ends, this one gets a new token."""
    account = lock_account(signed_in.account_id)
    offered = get_sign_in(signed_in.sign_in_id).offered_secret
    if offered is None or (signed_in.stage is SignInStage.PASSWORD and account.totp_secret is not None):
        return SecondFactorRefusal.NO_OFFER
    if not code_fits(offered, code, at.timestamp()):
        record("accounts.code_refused", by=None, subject=f"account:{account.id}", now=now)
        return SecondFactorRefusal.CODE_WRONG
    account.totp_secret, account.totp_last_step = offered, step_at(at.timestamp())
    return _changed(account, "accounts.second_factor_set", browser, at, now)


def remove_second_factor(
    signed_in: SignedIn, password: str, browser: Browser, *, at: datetime, now: datetime
) -> Entered | SecondFactorRefusal:
    """Take the authenticator off, where the account may live without. Raises `TooBusy`."""
    if requires_second_factor(signed_in.kind, browser.demo):
        return SecondFactorRefusal.REQUIRED
    checked = _checked(signed_in.account_id, password)
    return _remove(signed_in, checked, browser, at, now) if checked else SecondFactorRefusal.PASSWORD_WRONG


@db.write
def _remove(
    signed_in: SignedIn, checked_hash: str, browser: Browser, at: datetime, now: datetime
) -> Entered | SecondFactorRefusal:
    account = lock_account(signed_in.account_id)
    if account.password_hash != checked_hash:
        return SecondFactorRefusal.PASSWORD_WRONG
    account.totp_secret = account.totp_last_step = None
    return _changed(account, "accounts.second_factor_removed", browser, at, now)


def _checked(account_id: int, password: str) -> str | None:
    """The hash the password fits, read and compared outside a transaction."""
    password_hash = get_account(account_id).password_hash
    db.session.rollback()
    return password_hash if password_fits(password_hash, password) else None


def _changed(account: Account, act: str, browser: Browser, at: datetime, now: datetime) -> Entered:
    account.renewed_at = now
    end_sign_ins(account.id, EndedWhy.SECOND_FACTOR_CHANGED, at)
    mail_news(account, Mail.SECOND_FACTOR_CHANGED, now)
    record(act, by=None, subject=f"account:{account.id}", now=now)
    return begin_sign_in(account, browser, SignInStage.COMPLETE, at=at, now=now)
