"""Whom an applicant may wish for (指名)."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.queries.members import members_of
from app.accounts.terms import AccountStatus
from app.booking.terms.fixing import TAKE_CONSULTATIONS
from app.db import blind_index
from app.offices.terms import Policy

SIGNS = 12


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """Somebody of the office by name; `code` stands for them in the public form, which shows no id of ours."""

    code: str
    account_id: int
    name: str


def nominees_of(office_id: str, policy: Policy, now: datetime) -> tuple[Nominee, ...]:
    """職員および相談員 of an office in order, each once; nobody where it takes no nominations (NGS-20)."""
    if not policy.nomination:
        return ()
    members = {
        each.account_id: each.name
        for each in members_of(office_id, now)
        if each.role in TAKE_CONSULTATIONS and each.status is AccountStatus.ACTIVE and not each.waits
    }
    return tuple(
        Nominee(code=_code(office_id, account), account_id=account, name=name)
        for account, name in sorted(members.items())
    )


def _code(office_id: str, account_id: int) -> str:
    return blind_index("nominee", f"{office_id} {account_id}")[:SIGNS]
