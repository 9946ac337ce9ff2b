"""Who may give and take which role (SECURITY T6): nobody his own, and the powerful ones take two people."""

from collections.abc import Iterable

from app.accounts.rules.places import surface_of
from app.accounts.terms import OFFICE_KINDS, PERSONAL_ROLES, GrantFacts, GrantRefusal, OrganisationKind, Scope
from app.kernel.roles import INTRANET_ROLES, Role

HOMES = {
    Role.COUNSELOR: OFFICE_KINDS,
    Role.STAFF: OFFICE_KINDS,
    Role.MANAGER: OFFICE_KINDS,
    Role.AGENCY: frozenset({OrganisationKind.AGENCY}),
    Role.BUREAU: frozenset({OrganisationKind.BUREAU}),
    Role.MINISTRY: frozenset({OrganisationKind.MINISTRY}),
    Role.OPERATIONS: frozenset({OrganisationKind.OPERATIONS}),
}
"""In which kinds of organisation a role is held; personal roles in none."""

EVERYWHERE = {
    Role.OPERATIONS: INTRANET_ROLES | {Role.AGENCY},
    Role.MINISTRY: frozenset({Role.MINISTRY, Role.BUREAU}),
}
"""What a role may give in any organisation."""

INSIDE = {
    Role.MANAGER: frozenset({Role.COUNSELOR, Role.STAFF}),
    Role.BUREAU: frozenset({Role.BUREAU}),
    Role.AGENCY: frozenset({Role.AGENCY}),
}
"""What a role may give inside the very organisation it is held in."""

TWO_PEOPLE = frozenset({Role.MANAGER, Role.BUREAU, Role.MINISTRY, Role.OPERATIONS})
"""Roles whose grant counts only once a second person confirmed it."""


def fits(scope: Scope) -> bool:
    """Whether the role is one that is held in such an organisation."""
    if scope.role in PERSONAL_ROLES:
        return scope.organisation_id is None
    return scope.organisation_kind in HOMES.get(scope.role, frozenset())


def goes_with(scope: Scope, held: Iterable[Scope], kind: Role) -> bool:
    """Whether an account of `kind` that holds `held` may get `scope` too.

    One role in several organisations, or several roles in one: never a mixture, in which a right of one
    place would seem to count at another. All roles of an account stand on one listener.
    """
    together = {*held, scope}
    one_role = len({each.role for each in together}) == 1
    one_place = len({each.organisation_id for each in together}) == 1
    return (one_role or one_place) and surface_of(scope.role) is surface_of(kind)


def may_give(held: Iterable[Scope], scope: Scope) -> bool:
    """Whether someone who holds `held` has the right over `scope`."""
    return any(
        scope.role in EVERYWHERE.get(each.role, frozenset())
        or (scope.role in INSIDE.get(each.role, frozenset()) and each.organisation_id == scope.organisation_id)
        for each in held
    )


def refusal_to_give(giver_id: int, held: Iterable[Scope], receiver_id: int | None, scope: Scope) -> GrantRefusal | None:
    """Why the account `giver_id`, holding `held`, may not give `scope` to `receiver_id` (None: someone yet to join)."""
    if receiver_id == giver_id:
        return GrantRefusal.OWN
    if not fits(scope):
        return GrantRefusal.WRONG_ORGANISATION
    return None if may_give(held, scope) else GrantRefusal.NOT_YOURS_TO_GIVE


def refusal_to_confirm(second_id: int, held: Iterable[Scope], grant: GrantFacts) -> GrantRefusal | None:
    """Why `second_id` may not confirm a grant: he gave it himself, it is his own, settled, or not his to give."""
    if second_id == grant.granted_by:
        return GrantRefusal.SAME_PERSON_TWICE
    if grant.confirmed_at is not None:
        return GrantRefusal.ALREADY_HELD
    return refusal_to_revoke(second_id, held, grant)


def refusal_to_revoke(by_id: int, held: Iterable[Scope], grant: GrantFacts) -> GrantRefusal | None:
    """Why `by_id` may not end a grant; one person is enough to take a role away, but nobody his own."""
    if grant.ends_at is not None:
        return GrantRefusal.ALREADY_ENDED
    return refusal_to_give(by_id, held, grant.account_id, grant.scope)


def needs_second_person(role: Role) -> bool:
    """Whether a grant of `role` by a person waits until another person confirms it."""
    return role in TWO_PEOPLE
