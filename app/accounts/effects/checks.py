"""Writing the checks of mail addresses: a link sent to one, used once by a button (SECURITY T12)."""

from datetime import datetime

from sqlalchemy import delete, update

from app.accounts.models.profiles import AddressCheck
from app.accounts.rules.links import expiry
from app.accounts.terms import CheckPurpose
from app.accounts.tokens import check_hash, mail_index, new_token
from app.db import db
from app.kernel.roles import Role
from app.web.links import link

ENDPOINTS = {
    CheckPurpose.REGISTRATION: "accounts_personal.registration",
    CheckPurpose.CHANGE: "accounts_personal.new_mail",
}
AGENCY_PAGE = "agency.registration"
"""Where an agency goes on: its own site asks for other things (AGY-015)."""


def check_address(
    purpose: CheckPurpose,
    mail: str,
    now: datetime,
    *,
    language: str,
    kind: Role | None = None,
    account_id: int | None = None,
) -> str:
    """A link for a folded address that is nobody's yet, as a full address; an older one of the same wish dies.

    A registration is for a `kind` of account, a change for an account.
    """
    index = mail_index(mail)
    same = AddressCheck.account_id == account_id if account_id is not None else AddressCheck.mail_index == index
    void_checks(purpose, same, now)
    token = new_token()
    whose = {"kind": kind.value if kind else None, "account_id": account_id, "language": language}
    times = {"created_at": now, "expires_at": expiry(now)}
    link_of = {"purpose": purpose.value, "token_hash": check_hash(purpose, token)}
    db.session.add(AddressCheck(mail=mail, mail_index=index, **whose, **times, **link_of))
    return link(AGENCY_PAGE if kind is Role.AGENCY else ENDPOINTS[purpose], token=token)


def void_checks(purpose: CheckPurpose, which: object, now: datetime) -> None:
    """Let the unused links among these do nothing any more."""
    unused = update(AddressCheck).where(AddressCheck.purpose == purpose, which)  # type: ignore[arg-type]
    unused = unused.where(AddressCheck.used_at.is_(None), AddressCheck.voided_at.is_(None))
    db.session.execute(unused.values(voided_at=now))


def use_check(purpose: CheckPurpose, token: str, now: datetime, *, account_id: int | None = None) -> int | None:
    """Take a link for this one use, a change only for its own account: the check's id.

    None where another use was first or it is dead. The first statement of its transaction (SECURITY T12).
    """
    mine = AddressCheck.account_id == account_id if account_id is not None else AddressCheck.account_id.is_(None)
    taken = db.session.execute(
        update(AddressCheck)
        .where(AddressCheck.token_hash == check_hash(purpose, token), AddressCheck.purpose == purpose, mine)
        .where(AddressCheck.used_at.is_(None), AddressCheck.voided_at.is_(None), AddressCheck.expires_at > now)
        .values(used_at=now)
        .returning(AddressCheck.id)
        .execution_options(synchronize_session=False)
    )
    check_id: int | None = taken.scalar_one_or_none()
    return check_id


def forget_checks(before: datetime) -> int:
    """Forget the addresses of links that died before a moment; how many."""
    gone = db.session.execute(delete(AddressCheck).where(AddressCheck.expires_at <= before))
    return int(gone.rowcount)


def forget_checks_of(account_id: int) -> None:
    """Forget the addresses an account wished to change to."""
    db.session.execute(delete(AddressCheck).where(AddressCheck.account_id == account_id))
