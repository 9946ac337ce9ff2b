"""Writing who belongs where: organisations, accounts, grants, and what an account may not do for a while."""

import secrets
from datetime import date, datetime

from sqlalchemy import delete, select, update

from app.accounts.hashing import hash_password
from app.accounts.models.people import Account, Grant, HeldAddress, Organisation, PhoneHold
from app.accounts.terms import AccountStatus, OrganisationKind, Scope
from app.accounts.tokens import mail_index
from app.db import claim, db
from app.kernel.roles import Role


def found_organisation(kind: OrganisationKind, code: str, name: str) -> Organisation:
    """The organisation of that kind and code, made where it is missing; its name is brought up to date."""
    claim(Organisation, kind=kind.value, code=code, name=name)
    organisation = db.session.execute(
        select(Organisation).where(Organisation.kind == kind, Organisation.code == code)
    ).scalar_one()
    organisation.name = name
    return organisation


def add_account(kind: Role, *, name: str, mail: str, now: datetime) -> Account | None:
    """A new account that still waits for its password; None where the folded address is taken."""
    values = {"kind": kind.value, "status": AccountStatus.INVITED.value, "name": name, "mail": mail}
    index = mail_index(mail)
    if not claim(Account, mail_index=index, created_at=now, **values):
        return None
    return db.session.execute(select(Account).where(Account.mail_index == index)).scalar_one()


def lock_account(account_id: int) -> Account:
    """The account as it is now, held until this transaction ends."""
    statement = select(Account).where(Account.id == account_id).with_for_update()
    return db.session.execute(statement.execution_options(populate_existing=True)).scalar_one()


def add_grant(account_id: int, scope: Scope, *, by: int | None, why: str, now: datetime, waits: bool = False) -> bool:
    """Give a role from now on; False where it is held already. With `waits` it counts once another confirms it."""
    return claim(
        Grant,
        account_id=account_id,
        role=scope.role.value,
        organisation_id=scope.organisation_id,
        starts_at=now,
        granted_by=by,
        why=why,
        confirmed_at=None if waits else now,
    )


def confirm(grant: Grant, second_id: int, now: datetime) -> None:
    """Let a grant count from now on, by its second person."""
    grant.confirmed_at, grant.confirmed_by = now, second_id
    grant.starts_at = max(grant.starts_at, now)


def end_grant(grant: Grant, *, by: int | None, why: str, now: datetime) -> None:
    """End a grant now; the row stays."""
    grant.ends_at = max(now, grant.starts_at)
    grant.ended_by, grant.end_why = by, why


def set_password(account: Account, password_hash: str, now: datetime) -> None:
    """Put the hash in its place; an invited account is active from here on."""
    account.password_hash = password_hash
    account.password_set_at = now
    account.status = AccountStatus.ACTIVE.value


def nobodys_password() -> str:
    """The hash of a password that nobody knows: who has it comes in by a link alone. Raises `TooBusy`."""
    return hash_password(secrets.token_urlsafe(32))


def erase_person(account: Account, now: datetime) -> None:
    """Close an account and forget whose it was; its address may be registered anew at once."""
    account.status, account.closed_at = AccountStatus.CLOSED.value, now
    account.name = account.mail = ""
    account.mail_index = mail_index(f"closed:{account.id}")
    account.name_kana = account.phone = account.password_hash = account.totp_secret = account.totp_last_step = None


def hold_address(mail: str, free_from: date) -> None:
    """Keep a folded address from being registered again before `free_from` (AGY-014)."""
    index = mail_index(mail)
    if not claim(HeldAddress, mail_index=index, free_from=free_from):
        db.session.execute(update(HeldAddress).where(HeldAddress.mail_index == index).values(free_from=free_from))


def hold_phone(account_id: int, cause: str, now: datetime, *, until: datetime | None = None) -> None:
    """Freeze the account's telephone number for a cause, such as "booking:K3…" (NGS-46); locks the account.

    Until it is released, at the latest until `until`.
    """
    lock_account(account_id)
    claim(PhoneHold, account_id=account_id, cause=cause, since=now, until=until)


def hold_phone_until(account_id: int, cause: str, until: datetime) -> None:
    """Let a hold that lasts already last until another moment; nothing where there is none. Locks no account."""
    held = update(PhoneHold).where(PhoneHold.account_id == account_id, PhoneHold.cause == cause)
    db.session.execute(held.values(until=until))


def release_phone(account_id: int, cause: str) -> None:
    """End that hold; nothing where there is none."""
    db.session.execute(delete(PhoneHold).where(PhoneHold.account_id == account_id, PhoneHold.cause == cause))
