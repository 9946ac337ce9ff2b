"""Reading what an account may do: the grants in force, and the identity made of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, or_, select

from app.accounts.models.people import Account, Grant, Organisation
from app.accounts.rules.places import roles_on
from app.accounts.terms import OFFICE_KINDS, GrantFacts, OrganisationKind, Scope
from app.db import db
from app.kernel.roles import Identity, Role, Surface

Held = tuple[Grant, Organisation | None]


class HeldRole(NamedTuple):
    """A role in force and the organisation it is held at, as the columns say it; None for a role held nowhere."""

    role: str
    kind: str | None
    place_id: int | None
    code: str | None


def grant_counts(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The condition that a grant is confirmed and in force."""
    begun = and_(Grant.confirmed_at.is_not(None), Grant.starts_at <= now)
    return and_(begun, or_(Grant.ends_at.is_(None), Grant.ends_at > now))


def grants_of(account_id: int, now: datetime) -> list[Held]:
    """The grants of an account in force now, each with its organisation, oldest first."""
    statement = (
        select(Grant, Organisation)
        .outerjoin(Organisation, Organisation.id == Grant.organisation_id)
        .where(Grant.account_id == account_id, grant_counts(now))
        .order_by(Grant.id)
    )
    return [(grant, place) for grant, place in db.session.execute(statement)]


def has_lost(by: Identity | None, now: datetime) -> bool:
    """Whether the right by which somebody acts for an agency or a bureau was taken from the account by `now`."""
    places = {by.agency_id, by.bureau_id} - {None} if by is not None else set()
    if by is None or not places:
        return False
    given = select(Grant.organisation_id).where(Grant.account_id == by.account_id, Grant.organisation_id.in_(places))
    ended = set(db.session.scalars(given.where(Grant.ends_at <= now)))
    return bool(ended) and bool(ended - set(db.session.scalars(given.where(grant_counts(now)))))


def scopes_held(account_id: int, now: datetime) -> frozenset[Scope]:
    """Every role of an account in force now, with where it is held."""
    return frozenset(scope_of(grant, place) for grant, place in grants_of(account_id, now))


def scopes_kept(account_id: int) -> frozenset[Scope]:
    """Every role of an account that has no end yet, also one still waiting to be confirmed."""
    statement = (
        select(Grant, Organisation)
        .outerjoin(Organisation, Organisation.id == Grant.organisation_id)
        .where(Grant.account_id == account_id, Grant.ends_at.is_(None))
        .order_by(Grant.id)
    )
    return frozenset(scope_of(grant, place) for grant, place in db.session.execute(statement))


def scope_of(grant: Grant, place: Organisation | None) -> Scope:
    """What a grant gives, as the rules see it."""
    kind = OrganisationKind(place.kind) if place is not None else None
    return Scope(role=Role(grant.role), organisation_id=grant.organisation_id, organisation_kind=kind)


def get_grant(grant_id: int) -> tuple[Grant, GrantFacts]:
    """A grant, whatever has become of it, and as the rules see it; it must exist."""
    grant, place = db.session.execute(
        select(Grant, Organisation)
        .outerjoin(Organisation, Organisation.id == Grant.organisation_id)
        .where(Grant.id == grant_id)
    ).one()
    facts = GrantFacts(
        account_id=grant.account_id,
        scope=scope_of(grant, place),
        granted_by=grant.granted_by,
        confirmed_at=grant.confirmed_at,
        ends_at=grant.ends_at,
    )
    return grant, facts


def identity_of(account: Account, surfaces: frozenset[Surface], now: datetime) -> Identity:
    """The account as it may act now on a listener that serves `surfaces`, whoever is signed in."""
    held = [
        HeldRole(grant.role, place and place.kind, place and place.id, place and place.code)
        for grant, place in grants_of(account.id, now)
    ]
    return identity_with(held, surfaces, account_id=account.id, name=account.name, sign_in_id=None)


def identity_with(
    held: Iterable[HeldRole], surfaces: frozenset[Surface], *, account_id: int, name: str, sign_in_id: int | None
) -> Identity:
    """An account as it acts on a listener that serves `surfaces`; the roles it holds elsewhere do not count here.

    `agency_id` and `bureau_id` are ids of organisations, `offices` their codes, which are the office slugs.
    """
    here = [role for role in held if roles_on(surfaces, frozenset({Role(role.role)}))]
    places = {(role.kind, role.place_id): role.code for role in here if role.kind is not None}
    return Identity(
        roles=frozenset(Role(role.role) for role in here),
        account_id=account_id,
        name=name,
        offices=frozenset(code for (kind, _), code in places.items() if kind in OFFICE_KINDS and code is not None),
        agency_id=_one(places, OrganisationKind.AGENCY),
        bureau_id=_one(places, OrganisationKind.BUREAU),
        sign_in_id=sign_in_id,
    )


def _one(places: Iterable[tuple[str, int | None]], wanted: OrganisationKind) -> int | None:
    return min((place_id for kind, place_id in places if kind == wanted and place_id is not None), default=None)
