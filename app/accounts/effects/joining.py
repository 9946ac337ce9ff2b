"""Making the account of a checked address for a capability that asks for more than accounts do (AGY-015)."""

from datetime import datetime

from app.accounts.effects.checks import use_check
from app.accounts.effects.people import add_account, set_password
from app.accounts.hashing import hash_password
from app.accounts.models.people import Account
from app.accounts.queries.checks import get_check
from app.accounts.rules.passwords import refusal_of, shortest
from app.accounts.rules.places import requires_second_factor
from app.accounts.terms import CheckPurpose, PasswordRefusal
from app.kernel.roles import Role


def prepared_password(kind: Role, password: str, about: tuple[str, ...]) -> str | PasswordRefusal:
    """The hash of a new password of an account of `kind`, or why it is not taken; outside every transaction.

    Raises `TooBusy`.
    """
    refusal = refusal_of(password, has_second_factor=requires_second_factor(kind, demo=False), about=about)
    return refusal or hash_password(password)


def join_by_check(token: str, kind: Role, name: str, password_hash: str, now: datetime) -> Account | None:
    """The new account of a link's address, ready to sign in; None where the link is dead or the address taken."""
    check_id = use_check(CheckPurpose.REGISTRATION, token, now)
    check = get_check(check_id) if check_id is not None else None
    if check is None or check.kind != kind.value:
        return None
    account = add_account(kind, name=name, mail=check.mail, now=now)
    if account is not None:
        set_password(account, password_hash, now)
    return account


def shortest_password(kind: Role) -> int:
    """How many signs a new password of an account of `kind` needs at least."""
    return shortest(requires_second_factor(kind, demo=False))
