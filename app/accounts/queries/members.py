"""Reading who belongs to an office, and the names behind what was done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from app.accounts.models.people import Account, Grant, Organisation
from app.accounts.queries.grants import grant_counts
from app.accounts.terms import OFFICE_KINDS, AccountStatus, OrganisationKind, Scope
from app.db import db
from app.kernel.roles import Role


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody with a role at an office. `waits`: it counts once a second person has confirmed it."""

    grant_id: int
    account_id: int
    name: str
    mail: str
    role: Role
    since: datetime
    status: AccountStatus
    waits: bool


def members_of(office_id: str, now: datetime) -> tuple[Member, ...]:
    """Everyone who holds a role at the office at `now`, or waits for one, by role and then by account."""
    rows = db.session.execute(
        select(Grant, Account)
        .join(Organisation, Organisation.id == Grant.organisation_id)
        .join(Account, Account.id == Grant.account_id)
        .where(Organisation.code == office_id, Organisation.kind.in_([kind.value for kind in OFFICE_KINDS]))
        .where(or_(Grant.ends_at.is_(None), Grant.ends_at > now), Account.status != AccountStatus.CLOSED)
        .order_by(Grant.role, Account.id)
    )
    return tuple(_member(grant, account) for grant, account in rows)


def serving(office_id: str, roles: frozenset[Role], now: datetime) -> frozenset[int]:
    """The accounts that hold one of `roles` at the office at `now`; nobody's name is opened for it."""
    held = (
        select(Grant.account_id)
        .join(Organisation, Organisation.id == Grant.organisation_id)
        .join(Account, Account.id == Grant.account_id)
        .where(Organisation.code == office_id, Organisation.kind.in_([kind.value for kind in OFFICE_KINDS]))
        .where(Grant.role.in_([role.value for role in roles]), grant_counts(now))
        .where(Account.status == AccountStatus.ACTIVE)
    )
    return frozenset(db.session.scalars(held))


def colleagues_of(organisation_id: int, now: datetime) -> dict[int, str]:
    """Who acts for an organisation at `now`, with their names, in the order of their accounts."""
    held = (
        select(Account.id, Account.name)
        .join(Grant, Grant.account_id == Account.id)
        .where(Grant.organisation_id == organisation_id, grant_counts(now), Account.status == AccountStatus.ACTIVE)
        .order_by(Account.id)
    )
    return dict(db.session.execute(held).all())


def scope_at(office_id: str, role: Role) -> Scope | None:
    """The scope of a role at an office; None where nobody has founded the office as an organisation yet."""
    place = db.session.scalar(
        select(Organisation).where(
            Organisation.code == office_id, Organisation.kind.in_([kind.value for kind in OFFICE_KINDS])
        )
    )
    if place is None:
        return None
    return Scope(role=role, organisation_id=place.id, organisation_kind=OrganisationKind(place.kind))


@dataclass(frozen=True, kw_only=True)
class Place:
    """An organisation in which somebody holds a role."""

    id: int
    kind: OrganisationKind
    code: str
    name: str


def places_held(account_id: int, now: datetime) -> tuple[Place, ...]:
    """Every organisation in which an account holds a role in force at `now`, in the order of their ids."""
    rows = (
        select(Organisation)
        .join(Grant, Grant.organisation_id == Organisation.id)
        .where(Grant.account_id == account_id, grant_counts(now))
        .order_by(Organisation.id)
    )
    found = {row.id: row for row in db.session.scalars(rows)}
    return tuple(
        Place(id=row.id, kind=OrganisationKind(row.kind), code=row.code, name=row.name) for row in found.values()
    )


def _member(grant: Grant, account: Account) -> Member:
    return Member(
        grant_id=grant.id,
        account_id=account.id,
        name=account.name,
        mail=account.mail,
        role=Role(grant.role),
        since=grant.starts_at,
        status=AccountStatus(account.status),
        waits=grant.confirmed_at is None,
    )
