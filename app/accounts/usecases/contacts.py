"""Changing what reaches a person: mail address and telephone, each with the password shown again (ASVS 7.5.1)."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.accounts.effects.checks import check_address, use_check
from app.accounts.effects.links import void_links
from app.accounts.effects.mails import Mail, mail_check, mail_news, mail_nobody
from app.accounts.effects.people import lock_account
from app.accounts.effects.profiles import put_profile
from app.accounts.effects.sign_ins import end_sign_ins
from app.accounts.hashing import password_fits
from app.accounts.models.people import Account
from app.accounts.queries.checks import get_check
from app.accounts.queries.people import find_account_by_mail, get_account, is_address_held, is_phone_held, language_of
from app.accounts.rules.profiles import (
    ContactRefusal,
    ProfileFacts,
    ProfileRefusal,
    facts_of_kind,
    ground_against_phone_change,
    ground_against_profile,
)
from app.accounts.terms import AccountStatus, CheckPurpose, EndedWhy, LinkRefusal, SignedIn
from app.accounts.tokens import mail_index
from app.audit.effects import record
from app.db import db, violated_constraint
from app.web.clock import jst


def request_new_mail(signed_in: SignedIn, password: str, mail: str, *, now: datetime) -> ContactRefusal | None:
    """Mail a link to the folded address an account wants to change to; the same answer for one that is taken.

    Raises `TooBusy`.
    """
    checked = _checked(signed_in, password)
    return _request_new_mail(signed_in, checked, mail, now) if checked else ContactRefusal.PASSWORD_WRONG


@db.write
def _request_new_mail(signed_in: SignedIn, checked_hash: str, mail: str, now: datetime) -> ContactRefusal | None:
    account = lock_account(signed_in.account_id)
    if account.password_hash != checked_hash:
        return ContactRefusal.PASSWORD_WRONG
    if account.mail_index == mail_index(mail):
        return ContactRefusal.SAME_MAIL
    other, language = find_account_by_mail(mail), language_of(account.id)
    if other is not None and other.status == AccountStatus.ACTIVE:
        mail_news(other, Mail.ALREADY_REGISTERED, now)
    elif other is not None or is_address_held(mail, jst(now).date()):
        mail_nobody(Mail.NEW_ADDRESS, now)
    else:
        address = check_address(CheckPurpose.CHANGE, mail, now, language=language, account_id=account.id)
        mail_check(mail, Mail.NEW_ADDRESS, address, now, language)
    record("accounts.new_mail_requested", by=signed_in.identity, subject=f"account:{account.id}", now=now)
    return None


def take_new_mail(signed_in: SignedIn, token: str, *, at: datetime, now: datetime) -> LinkRefusal | None:
    """Change to the checked address: the old one is told, links sent to it die, every other sign-in ends."""
    try:
        return _take_new_mail(signed_in, token, at, now)
    except IntegrityError as error:
        if "mail_index" in violated_constraint(error):
            return LinkRefusal.UNUSABLE
        raise


@db.write
def _take_new_mail(signed_in: SignedIn, token: str, at: datetime, now: datetime) -> LinkRefusal | None:
    check_id = use_check(CheckPurpose.CHANGE, token, now, account_id=signed_in.account_id)
    if check_id is None:
        return LinkRefusal.UNUSABLE
    account, check = lock_account(signed_in.account_id), get_check(check_id)
    if find_account_by_mail(check.mail) is not None:
        return LinkRefusal.UNUSABLE
    mail_news(account, Mail.MAIL_CHANGED, now)
    account.mail, account.mail_index, account.renewed_at = check.mail, check.mail_index, now
    void_links(account.id, now)
    end_sign_ins(account.id, EndedWhy.ENDED_BY_OWNER, at, but=signed_in.sign_in_id)
    record("accounts.mail_changed", by=signed_in.identity, subject=f"account:{account.id}", now=now)
    return None


def change_phone(signed_in: SignedIn, password: str, phone: str, *, now: datetime) -> ContactRefusal | None:
    """Change the registered telephone (E.164); refused while an instant request is open (NGS-46). Raises `TooBusy`."""
    checked = _checked(signed_in, password)
    return _change_phone(signed_in, checked, phone, now) if checked else ContactRefusal.PASSWORD_WRONG


@db.write
def _change_phone(signed_in: SignedIn, checked_hash: str, phone: str, now: datetime) -> ContactRefusal | None:
    account = lock_account(signed_in.account_id)
    if account.password_hash != checked_hash:
        return ContactRefusal.PASSWORD_WRONG
    ground = ground_against_phone_change(is_phone_held(account.id, now))
    if ground is not None:
        record("accounts.phone_change_refused", by=signed_in.identity, subject=f"account:{account.id}", now=now)
        return ground
    account.phone, account.renewed_at = phone, now
    mail_news(account, Mail.PHONE_CHANGED, now)
    record("accounts.phone_changed", by=signed_in.identity, subject=f"account:{account.id}", now=now)
    return None


@db.write
def change_profile(
    signed_in: SignedIn, name: str, name_kana: str, facts: ProfileFacts, *, now: datetime
) -> ProfileRefusal | None:
    """Change name, furigana and what was told of registration or establishment (NGS-04 to NGS-07)."""
    account = lock_account(signed_in.account_id)
    missing = ground_against_profile(account.role, facts)
    if missing is not None:
        return missing
    account.name, account.name_kana = name, name_kana
    put_profile(account.id, facts_of_kind(account.role, facts))
    record("accounts.profile_changed", by=signed_in.identity, subject=f"account:{account.id}", now=now)
    return None


def _checked(signed_in: SignedIn, password: str) -> str | None:
    """The hash the password fits, read and compared outside a transaction."""
    account: Account = get_account(signed_in.account_id)
    db.session.rollback()
    return account.password_hash if password_fits(account.password_hash, password) else None
