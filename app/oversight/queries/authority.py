"""Whether somebody may still act, read inside the transaction of the act (SECURITY T6, I14)."""

from datetime import datetime

from app.accounts.queries.grants import scopes_held
from app.accounts.terms import Scope
from app.kernel.roles import Identity, Role


def still_is(role: Role, by: Identity, now: datetime) -> bool:
    """Whether whoever presses holds a role at `now`, wherever, whatever the page was opened with."""
    return any(scope.role is role for scope in _scopes(by, now))


def still_at(role: Role, organisation_id: int, by: Identity, now: datetime) -> bool:
    """Whether whoever presses holds a role at an organisation at `now`."""
    return any(scope.role is role and scope.organisation_id == organisation_id for scope in _scopes(by, now))


def account_of(by: Identity) -> int:
    """The account acting; whoever holds a role has one."""
    if by.account_id is None:
        raise ValueError("only an account acts here")
    return by.account_id


def _scopes(by: Identity, now: datetime) -> frozenset[Scope]:
    return scopes_held(by.account_id, now) if by.account_id is not None else frozenset()
