"""Whom an applicant may wish for (指名)."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.queries.members import members_of
from app.accounts.terms import AccountStatus
from app.db import blind_index
from app.kernel.roles import Role
from app.offices.terms import Policy

SIGNS = 12


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """A counselor by name; `code` stands for them in the public form, which shows no id of ours."""

    code: str
    account_id: int
    name: str


def nominees_of(office_id: str, policy: Policy, now: datetime) -> tuple[Nominee, ...]:
    """The counselors of an office in order; nobody where it takes no nominations (NGS-20)."""
    if not policy.nomination:
        return ()
    counselors = (
        member
        for member in members_of(office_id, now)
        if member.role is Role.COUNSELOR and member.status is AccountStatus.ACTIVE and not member.waits
    )
    return tuple(
        Nominee(code=_code(office_id, each.account_id), account_id=each.account_id, name=each.name)
        for each in counselors
    )


def _code(office_id: str, account_id: int) -> str:
    return blind_index("nominee", f"{office_id} {account_id}")[:SIGNS]
