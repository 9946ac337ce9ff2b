"""Reading who an account is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models.people import Account, HeldAddress, Organisation, PhoneHold
from app.accounts.models.profiles import PersonalProfile
from app.accounts.terms import AccountStatus, Credentials, OrganisationKind, Person
from app.accounts.tokens import mail_index
from app.db import db
from app.kernel.languages import DEFAULT
from app.kernel.registration import Registration


def credentials_of(mail: str) -> Credentials | None:
    """What to check a password for this folded address against; None where nobody can sign in with it."""
    account = find_account_by_mail(mail)
    if account is None or account.status != AccountStatus.ACTIVE:
        return None
    return Credentials(account_id=account.id, password_hash=account.password_hash)


def find_account_by_mail(mail: str) -> Account | None:
    """The account registered under a folded address, whatever its status."""
    return db.session.execute(select(Account).where(Account.mail_index == mail_index(mail))).scalar_one_or_none()


def get_account(account_id: int) -> Account:
    """The account; it must exist."""
    return db.session.execute(select(Account).where(Account.id == account_id)).scalar_one()


def get_person(account_id: int) -> Person:
    """Who an account is, with what it told of its registration or establishment; it must exist."""
    statement = select(Account, PersonalProfile).outerjoin(PersonalProfile, PersonalProfile.account_id == Account.id)
    account, profile = db.session.execute(statement.where(Account.id == account_id)).one()
    return Person(
        account_id=account.id,
        kind=account.role,
        name=account.name,
        name_kana=account.name_kana,
        mail=account.mail,
        phone=account.phone,
        **(_told(profile) if profile else {}),
    )


def find_person(mail: str) -> Person | None:
    """Who can sign in with a folded address, which was verified when it was registered; None where nobody can."""
    account = find_account_by_mail(mail)
    return get_person(account.id) if account is not None and account.status == AccountStatus.ACTIVE else None


def _told(profile: PersonalProfile) -> dict[str, Any]:
    return {
        "seeker_number": profile.seeker_number,
        "registration": Registration(profile.registration) if profile.registration else None,
        "registration_switched_on": profile.registration_switched_on,
        "establishment": profile.establishment,
        "establishment_number": profile.establishment_number,
        "language": profile.language,
    }


def language_of(account_id: int) -> str:
    """The language of the mails to an account: the one it was registered in."""
    mine = select(PersonalProfile.language).where(PersonalProfile.account_id == account_id)
    return db.session.execute(mine).scalar_one_or_none() or DEFAULT


def active_accounts() -> Select[Any]:
    """A SELECT of the accounts somebody can sign in with, to join on."""
    return select(Account.id).where(Account.status == AccountStatus.ACTIVE)


def kept_open(account_ids: Select[int | None]) -> Select[int]:
    """A SELECT after which none of these accounts is closed before the transaction ends."""
    asked = select(Account.id).where(Account.id.in_(account_ids)).order_by(Account.id)
    return asked.with_for_update(read=True)


def named_accounts() -> Select[Any]:
    """A SELECT of every account with its names, to join on."""
    return select(Account.id, Account.name, Account.name_kana)


def is_closed(account_id: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """Whether the account of another table's row is closed, to ask in its SELECT; where there is none, it is not."""
    return exists().where(Account.id == account_id, Account.closed_at.is_not(None))


def names_of(account_ids: Iterable[int]) -> dict[int, str]:
    """What the people of these accounts are called, whatever has become of the accounts."""
    asked = tuple(set(account_ids))
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(asked))) if asked else ()
    return {row[0]: row[1] for row in rows}


def mails_by_account(account_ids: Iterable[int]) -> dict[int, str]:
    """The address each of these accounts signs in with; an account that was closed and erased has an empty one."""
    asked = tuple(set(account_ids))
    rows = db.session.execute(select(Account.id, Account.mail).where(Account.id.in_(asked))) if asked else ()
    return {row[0]: row[1] for row in rows}


def find_organisation(kind: OrganisationKind, code: str) -> Organisation | None:
    """The organisation of that kind and code (for an office its slug)."""
    return db.session.execute(
        select(Organisation).where(Organisation.kind == kind, Organisation.code == code)
    ).scalar_one_or_none()


def organisations() -> dict[tuple[str, str], Organisation]:
    """Every organisation by its kind and code."""
    return {(each.kind, each.code): each for each in db.session.scalars(select(Organisation).order_by(Organisation.id))}


def is_address_held(mail: str, on: date) -> bool:
    """Whether a folded address was an account's and may not be registered again on this day (AGY-014)."""
    return address_held_until(mail, on) is not None


def address_held_until(mail: str, on: date) -> date | None:
    """The first day a folded address that is held on this day may be registered again; None for a free one."""
    held = select(HeldAddress.free_from).where(HeldAddress.mail_index == mail_index(mail))
    free_from: date | None = db.session.execute(held).scalar_one_or_none()
    return free_from if free_from is not None and on < free_from else None


def is_phone_held(account_id: int, now: datetime) -> bool:
    """Whether the account's telephone number cannot be changed at `now` (NGS-46)."""
    lasting = or_(PhoneHold.until.is_(None), PhoneHold.until > now)
    statement = select(PhoneHold.cause).where(PhoneHold.account_id == account_id, lasting).limit(1)
    return db.session.execute(statement).first() is not None


def organisation_code(organisation_id: int) -> str:
    """The code of an organisation, which must exist: what names it in addresses."""
    return db.session.get_one(Organisation, organisation_id).code


def own_names(account_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Name and furigana of accounts, to find them in what is written to these people (AGY-061)."""
    columns = select(Account.id, Account.name, Account.name_kana).where(Account.id.in_(list(account_ids)))
    rows = db.session.execute(columns.order_by(Account.id))
    return {account_id: tuple(filter(None, (name, kana))) for account_id, name, kana in rows}


def organisation_names(ids: Iterable[int]) -> dict[int, str]:
    """What these organisations are called."""
    asked = tuple(set(ids))
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(asked)))
    return {row[0]: row[1] for row in rows} if asked else {}


def organisation_codes(organisation_ids: Iterable[int]) -> dict[int, str]:
    """The codes of several organisations by their ids, in one statement."""
    asked = select(Organisation.id, Organisation.code).where(Organisation.id.in_(tuple(organisation_ids)))
    return {row[0]: row[1] for row in db.session.execute(asked)}
