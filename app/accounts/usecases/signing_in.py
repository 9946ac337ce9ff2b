"""Coming in and going out: password, second factor, sign-out, ending sign-ins."""

from datetime import datetime

from app.accounts.authenticator import code_fits, step_at
from app.accounts.effects.people import lock_account
from app.accounts.effects.sign_ins import (
    begin_sign_in,
    end_sign_in,
    end_sign_ins,
    forget_sign_ins_until,
    see,
    take_step,
)
from app.accounts.hashing import hash_password, is_outdated, password_fits
from app.accounts.models.people import Account
from app.accounts.queries.grants import identity_of
from app.accounts.queries.people import credentials_of
from app.accounts.queries.sign_ins import find_own_sign_in
from app.accounts.rules.ages import KEPT_AFTER_THE_END
from app.accounts.rules.places import requires_second_factor
from app.accounts.terms import (
    AccountStatus,
    Browser,
    Credentials,
    EndedWhy,
    Entered,
    SignedIn,
    SignInRefusal,
    SignInStage,
)
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity


def sign_in(mail: str, password: str, browser: Browser, *, at: datetime, now: datetime) -> Entered | SignInRefusal:
    """Let somebody in by a folded mail address and a password, or to the second factor where there is one.

    An unknown address costs the same work and gets the same answer as a wrong password (SECURITY T2).
    The hash is computed outside the transaction. `at` is the machine's time. Raises `TooBusy`.
    """
    found = credentials_of(mail)
    db.session.rollback()
    fits = password_fits(found.password_hash if found else None, password)
    fresh = hash_password(password) if fits and found and is_outdated(found.password_hash or "") else None
    return _enter(found, fits, fresh, browser, at, now)


@db.write
def _enter(
    found: Credentials | None, fits: bool, fresh_hash: str | None, browser: Browser, at: datetime, now: datetime
) -> Entered | SignInRefusal:
    account = lock_account(found.account_id) if found else None
    if account is None or found is None or not fits or not _may_enter(account, found, browser, now):
        subject = f"account:{account.id}" if account else "account:unknown"
        record("accounts.sign_in_refused", by=None, subject=subject, now=now)
        return SignInRefusal.WRONG
    account.password_hash = fresh_hash or account.password_hash
    open_to_code = account.totp_secret is not None or requires_second_factor(account.role, browser.demo)
    stage = SignInStage.PASSWORD if open_to_code else SignInStage.COMPLETE
    record("accounts.signed_in", by=None, subject=f"account:{account.id}", now=now, detail={"stage": stage.value})
    return begin_sign_in(account, browser, stage, at=at, now=now)


def _may_enter(account: Account, found: Credentials, browser: Browser, now: datetime) -> bool:
    unchanged = account.status == AccountStatus.ACTIVE and account.password_hash == found.password_hash
    identity = identity_of(account, browser.surfaces, now)
    return unchanged and bool(identity.roles)


@db.write
def verify_second_factor(
    pending: SignedIn, code: str, browser: Browser, *, at: datetime, now: datetime
) -> Entered | SignInRefusal:
    """Complete a sign-in by the authenticator's code; the token of before dies, each code opens once."""
    account = lock_account(pending.account_id)
    secret, step = account.totp_secret, step_at(at.timestamp())
    fits = secret is not None and code_fits(secret, code, at.timestamp())
    if not fits or not take_step(account.id, step) or not end_sign_in(pending.sign_in_id, EndedWhy.REPLACED, at):
        record("accounts.code_refused", by=None, subject=f"account:{account.id}", now=now)
        return SignInRefusal.CODE_WRONG
    record("accounts.code_accepted", by=None, subject=f"account:{account.id}", now=now)
    return begin_sign_in(account, browser, SignInStage.COMPLETE, at=at, now=now)


@db.write
def sign_out(signed_in: SignedIn, *, at: datetime, now: datetime) -> None:
    """End the sign-in of this browser; its token opens nothing from here on."""
    end_sign_in(signed_in.sign_in_id, EndedWhy.SIGNED_OUT, at)
    record("accounts.signed_out", by=signed_in.identity, subject=f"account:{signed_in.account_id}", now=now)


@db.write
def end_own_sign_in(by: Identity, ref: str, *, at: datetime, now: datetime) -> bool:
    """End one of the account's own sign-ins by its short name; False for another's as for a missing one."""
    found = find_own_sign_in(by.account_id or 0, ref)
    if found is None or not end_sign_in(found.id, EndedWhy.ENDED_BY_OWNER, at):
        return False
    record("accounts.sign_in_ended", by=by, subject=f"sign_in:{found.id}", now=now)
    return True


@db.write
def end_other_sign_ins(by: Identity, *, at: datetime, now: datetime) -> int:
    """End every sign-in of the account but this one; how many ended."""
    ended = end_sign_ins(by.account_id or 0, EndedWhy.ENDED_BY_OWNER, at, but=by.sign_in_id)
    record("accounts.sign_ins_ended", by=by, subject=f"account:{by.account_id}", now=now, detail={"count": ended})
    return ended


@db.write
def note_seen(sign_in_id: int, at: datetime) -> None:
    """Remember that a sign-in was used; the one thing of accounts that a GET may write."""
    see(sign_in_id, at)


@db.write
def purge_sign_ins(at: datetime) -> int:
    """Forget sign-ins that were over a day before `at`, a moment of the machine's time; how many."""
    return forget_sign_ins_until(at - KEPT_AFTER_THE_END)
