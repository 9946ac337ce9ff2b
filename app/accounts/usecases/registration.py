"""Registering oneself as a seeker or an employer: an address that is checked first, then the account."""

from dataclasses import dataclass, field
from datetime import datetime

from app.accounts.effects.checks import check_address, forget_checks, use_check
from app.accounts.effects.mails import Mail, mail_check, mail_held, mail_news, mail_nobody, welcome
from app.accounts.effects.people import add_account, add_grant, set_password
from app.accounts.effects.profiles import put_profile
from app.accounts.hashing import hash_password
from app.accounts.models.people import Account
from app.accounts.queries.checks import find_registration, get_check
from app.accounts.queries.people import address_held_until, find_account_by_mail
from app.accounts.rules.passwords import refusal_of
from app.accounts.rules.profiles import ProfileFacts, ProfileRefusal, facts_of_kind, ground_against_profile
from app.accounts.terms import (
    PERSONAL_ROLES,
    AccountStatus,
    CheckPurpose,
    LinkRefusal,
    PasswordRefusal,
    Scope,
)
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Role
from app.web.clock import jst

LINK_MAILS = {Role.AGENCY: Mail.AGENCY_REGISTRATION}
"""The mail with the link, where it is not the one of a personal page."""


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """What a person tells to register, folded; the telephone as E.164."""

    name: str
    name_kana: str
    phone: str
    facts: ProfileFacts
    password: str = field(repr=False)


@db.write
def request_registration(mail: str, kind: Role, language: str, *, now: datetime) -> None:
    """Mail a link to a folded address to register with as `kind`; everyone gets the same answer (SECURITY T2).

    An address that has an account already is told so in its own mailbox, and an agency whose address is held until
    when it is (AGY-014); any other held one and a closed one get nothing.
    """
    account = find_account_by_mail(mail)
    held_until = address_held_until(mail, jst(now).date())
    if account is not None and account.status == AccountStatus.ACTIVE:
        mail_news(account, Mail.ALREADY_REGISTERED, now)
    elif held_until is not None and kind is Role.AGENCY:
        mail_held(mail, held_until, now)
    elif account is not None or held_until is not None:
        mail_nobody(Mail.REGISTRATION, now)
    else:
        address = check_address(CheckPurpose.REGISTRATION, mail, now, language=language, kind=kind)
        mail_check(mail, LINK_MAILS.get(kind, Mail.REGISTRATION), address, now, language)
    subject = f"account:{account.id}" if account else "account:unknown"
    record("accounts.registration_requested", by=None, subject=subject, now=now, detail={"kind": kind.value})


def register(token: str, person: NewPerson, *, now: datetime) -> LinkRefusal | PasswordRefusal | ProfileRefusal | None:
    """Make the account of a checked address (NGS-04, NGS-07); nobody is signed in by it.

    What is refused for its content leaves the link usable. Raises `TooBusy`.
    """
    check = find_registration(token, PERSONAL_ROLES, now)
    db.session.rollback()
    if check is None:
        return LinkRefusal.UNUSABLE
    missing = ground_against_profile(Role(check.kind), person.facts)
    weak = refusal_of(person.password, has_second_factor=False, about=(person.name, check.mail))
    return missing or weak or _register(token, person, hash_password(person.password), now)


@db.write
def _register(token: str, person: NewPerson, password_hash: str, now: datetime) -> LinkRefusal | None:
    check_id = use_check(CheckPurpose.REGISTRATION, token, now)
    if check_id is None:
        return LinkRefusal.UNUSABLE
    check = get_check(check_id)
    account = add_account(Role(check.kind), name=person.name, mail=check.mail, now=now)
    if account is None:
        return LinkRefusal.UNUSABLE
    _fill(account, person, password_hash, check.language, now)
    record("accounts.registered", by=None, subject=f"account:{account.id}", now=now, detail={"kind": account.kind})
    return None


def _fill(account: Account, person: NewPerson, password_hash: str, language: str, now: datetime) -> None:
    account.name_kana, account.phone = person.name_kana, person.phone
    set_password(account, password_hash, now)
    put_profile(account.id, facts_of_kind(account.role, person.facts), language)
    add_grant(account.id, Scope(role=account.role), by=None, why="registered", now=now)
    welcome(account, language, now)


@db.write
def purge_checks(now: datetime) -> int:
    """Forget the addresses of links that are dead; how many."""
    return forget_checks(now)
