"""Inviting people, and giving, confirming and taking away roles."""

from datetime import datetime

from app.accounts.effects.links import issue_link
from app.accounts.effects.mails import Mail, mail_link, mail_news
from app.accounts.effects.people import add_account, add_grant, confirm, end_grant, found_organisation, lock_account
from app.accounts.effects.sign_ins import end_sign_ins
from app.accounts.models.people import Account
from app.accounts.queries.grants import get_grant, scopes_held, scopes_kept
from app.accounts.queries.people import find_account_by_mail, find_organisation, is_address_held
from app.accounts.rules.grants import (
    fits,
    goes_with,
    needs_second_person,
    refusal_to_confirm,
    refusal_to_give,
    refusal_to_revoke,
)
from app.accounts.terms import AccountStatus, EndedWhy, GrantRefusal, Invited, LinkPurpose, OrganisationKind, Scope
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity
from app.web.clock import jst


@db.write
def invite(
    by: Identity | None, mail: str, name: str, scope: Scope, why: str, *, now: datetime
) -> GrantRefusal | Invited:
    """Invite a person to a role by mail; `by` None is whoever holds the server's console.

    A page tells the inviter the same whether the folded address is new or known: only its mailbox learns (T2).
    """
    refusal = _refusal(by, None, scope, now)
    if refusal is not None:
        return refusal
    if is_address_held(mail, jst(now).date()):
        record("accounts.invitation_to_held_address", by=by, subject="account:unknown", now=now)
        return Invited()
    account = add_account(scope.role, name=name, mail=mail, now=now)
    if account is None:
        return _invite_again(by, mail, now)
    waits = by is not None and needs_second_person(scope.role)
    add_grant(account.id, scope, by=by.account_id if by else None, why=why, now=now, waits=waits)
    return _send_invitation(by, account, now)


def _invite_again(by: Identity | None, mail: str, now: datetime) -> Invited:
    account = find_account_by_mail(mail)
    if account is not None and account.status == AccountStatus.INVITED:
        return _send_invitation(by, account, now)
    if account is not None and account.status == AccountStatus.ACTIVE:
        mail_news(account, Mail.ALREADY_REGISTERED, now)
    return Invited()


def _send_invitation(by: Identity | None, account: Account, now: datetime) -> Invited:
    address = issue_link(account, LinkPurpose.INVITATION, now)
    mail_link(account, Mail.INVITATION, address, now)
    record("accounts.invited", by=by, subject=f"account:{account.id}", now=now)
    return Invited(address=address)


@db.write
def found_place(kind: OrganisationKind, code: str, name: str | None) -> int | None:
    """The id of an organisation; made where it is missing and has a name, else None."""
    found = find_organisation(kind, code)
    if found is not None:
        return found.id
    return found_organisation(kind, code, name).id if name else None


@db.write
def grant_role(by: Identity | None, account_id: int, scope: Scope, why: str, *, now: datetime) -> GrantRefusal | None:
    """Give an account one more role; a powerful one counts once another person confirmed it (SECURITY T6)."""
    account = lock_account(account_id)
    refusal = _refusal(by, account_id, scope, now)
    if refusal is not None:
        return refusal
    if not goes_with(scope, scopes_kept(account_id), account.role):
        return GrantRefusal.DOES_NOT_GO_TOGETHER
    waits = by is not None and needs_second_person(scope.role)
    if not add_grant(account_id, scope, by=by.account_id if by else None, why=why, now=now, waits=waits):
        return GrantRefusal.ALREADY_HELD
    detail: dict[str, object] = {"role": scope.role.value, "waits": waits}
    record("accounts.role_granted", by=by, subject=f"account:{account_id}", now=now, detail=detail)
    return None


@db.write
def confirm_grant(by: Identity, grant_id: int, *, now: datetime) -> GrantRefusal | None:
    """Be the second person of a powerful role."""
    grant, facts = get_grant(grant_id)
    refusal = refusal_to_confirm(_own_id(by), scopes_held(_own_id(by), now), facts)
    if refusal is None:
        confirm(grant, _own_id(by), now)
        record("accounts.role_confirmed", by=by, subject=f"account:{grant.account_id}", now=now)
    return refusal


@db.write
def revoke_grant(by: Identity, grant_id: int, why: str, *, at: datetime, now: datetime) -> GrantRefusal | None:
    """Take a role away; every sign-in of the account ends in the same transaction."""
    grant, facts = get_grant(grant_id)
    refusal = refusal_to_revoke(_own_id(by), scopes_held(_own_id(by), now), facts)
    if refusal is None:
        end_grant(grant, by=_own_id(by), why=why, now=now)
        end_sign_ins(grant.account_id, EndedWhy.GRANT_ENDED, at)
        record("accounts.role_revoked", by=by, subject=f"account:{grant.account_id}", now=now)
    return refusal


def _refusal(by: Identity | None, receiver_id: int | None, scope: Scope, now: datetime) -> GrantRefusal | None:
    if by is None:
        return None if fits(scope) else GrantRefusal.WRONG_ORGANISATION
    return refusal_to_give(_own_id(by), scopes_held(_own_id(by), now), receiver_id, scope)


def _own_id(by: Identity) -> int:
    if by.account_id is None:
        raise ValueError("only an account gives or takes roles")
    return by.account_id
