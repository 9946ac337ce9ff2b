"""Who may give, confirm and take away which role."""

from datetime import UTC, datetime
from itertools import product

import pytest

from app.accounts.rules.grants import (
    fits,
    goes_with,
    needs_second_person,
    refusal_to_confirm,
    refusal_to_give,
    refusal_to_revoke,
)
from app.accounts.terms import ACCOUNT_ROLES, GrantFacts, GrantRefusal, OrganisationKind, Scope
from app.kernel.roles import Role

NOW = datetime(2026, 5, 11, 1, 0, tzinfo=UTC)
KINDS = {
    Role.AGENCY: OrganisationKind.AGENCY,
    Role.BUREAU: OrganisationKind.BUREAU,
    Role.MINISTRY: OrganisationKind.MINISTRY,
    Role.OPERATIONS: OrganisationKind.OPERATIONS,
}
HERE, ELSEWHERE = 1, 2
KATO, SUZUKI, UEDA, ODA = 10, 11, 12, 13


def at(role: Role, place: int | None = HERE) -> Scope:
    if role in (Role.SEEKER, Role.EMPLOYER):
        return Scope(role=role)
    kind = KINDS.get(role, OrganisationKind.CENTRE)
    return Scope(role=role, organisation_id=place, organisation_kind=kind)


ALLOWED_INSIDE = {
    (Role.MANAGER, Role.COUNSELOR),
    (Role.MANAGER, Role.STAFF),
    (Role.BUREAU, Role.BUREAU),
    (Role.AGENCY, Role.AGENCY),
}
ALLOWED_ANYWHERE = {
    (Role.MINISTRY, Role.BUREAU),
    (Role.MINISTRY, Role.MINISTRY),
    *((Role.OPERATIONS, role) for role in ACCOUNT_ROLES - {Role.SEEKER, Role.EMPLOYER}),
}
PAIRS = sorted(product(ACCOUNT_ROLES, ACCOUNT_ROLES), key=lambda pair: (pair[0].value, pair[1].value))


@pytest.mark.parametrize("giver, given", PAIRS, ids=lambda role: role.value)
def test_who_gives_what_in_the_own_organisation(giver: Role, given: Role) -> None:
    expected = None if (giver, given) in ALLOWED_INSIDE | ALLOWED_ANYWHERE else GrantRefusal.NOT_YOURS_TO_GIVE
    assert refusal_to_give(KATO, {at(giver)}, SUZUKI, at(given)) is expected


@pytest.mark.parametrize("giver, given", PAIRS, ids=lambda role: role.value)
def test_who_gives_what_in_anothers_organisation(giver: Role, given: Role) -> None:
    expected = None if (giver, given) in ALLOWED_ANYWHERE else GrantRefusal.NOT_YOURS_TO_GIVE
    assert refusal_to_give(KATO, {at(giver)}, SUZUKI, at(given, ELSEWHERE)) is expected


def test_a_right_of_one_place_does_not_count_at_another() -> None:
    held = {at(Role.MANAGER, HERE), at(Role.COUNSELOR, ELSEWHERE)}
    assert refusal_to_give(KATO, held, SUZUKI, at(Role.STAFF, ELSEWHERE)) is GrantRefusal.NOT_YOURS_TO_GIVE


@pytest.mark.parametrize("role", sorted(ACCOUNT_ROLES, key=lambda role: role.value), ids=lambda role: role.value)
def test_nobody_gives_himself_anything(role: Role) -> None:
    assert refusal_to_give(UEDA, {at(Role.OPERATIONS)}, UEDA, at(role)) is GrantRefusal.OWN


@pytest.mark.parametrize(
    "role, kind",
    [
        (Role.COUNSELOR, OrganisationKind.BUREAU),
        (Role.BUREAU, OrganisationKind.HELLO_WORK),
        (Role.MINISTRY, OrganisationKind.BUREAU),
        (Role.OPERATIONS, OrganisationKind.MINISTRY),
        (Role.AGENCY, OrganisationKind.CENTRE),
        (Role.SEEKER, OrganisationKind.HELLO_WORK),
    ],
    ids=lambda each: each.value,
)
def test_a_role_is_held_only_where_it_belongs(role: Role, kind: OrganisationKind) -> None:
    scope = Scope(role=role, organisation_id=HERE, organisation_kind=kind)
    assert not fits(scope)
    assert refusal_to_give(UEDA, {at(Role.OPERATIONS)}, SUZUKI, scope) is GrantRefusal.WRONG_ORGANISATION


def test_an_account_holds_one_role_in_many_places_or_many_in_one() -> None:
    counselor = Role.COUNSELOR
    assert goes_with(at(counselor, ELSEWHERE), {at(counselor)}, counselor)
    assert goes_with(at(Role.MANAGER), {at(counselor)}, counselor)
    assert not goes_with(at(Role.MANAGER, ELSEWHERE), {at(counselor)}, counselor)


def test_an_account_holds_no_role_of_another_listener() -> None:
    assert not goes_with(at(Role.BUREAU), set(), Role.AGENCY)
    assert goes_with(at(Role.BUREAU), set(), Role.MINISTRY)


def waiting(*, to: int = SUZUKI, by: int | None = UEDA, role: Role = Role.MANAGER, **changes: datetime) -> GrantFacts:
    facts = {"confirmed_at": None, "ends_at": None, **changes}
    return GrantFacts(account_id=to, scope=at(role), granted_by=by, **facts)


@pytest.mark.parametrize(
    "second, grant, refusal",
    [
        (ODA, waiting(), None),
        (UEDA, waiting(), GrantRefusal.SAME_PERSON_TWICE),
        (SUZUKI, waiting(), GrantRefusal.OWN),
        (ODA, waiting(confirmed_at=NOW), GrantRefusal.ALREADY_HELD),
        (ODA, waiting(ends_at=NOW), GrantRefusal.ALREADY_ENDED),
    ],
    ids=["another", "the giver", "the receiver", "twice", "too late"],
)
def test_the_second_person_is_another_person(second: int, grant: GrantFacts, refusal: GrantRefusal | None) -> None:
    assert refusal_to_confirm(second, {at(Role.OPERATIONS)}, grant) is refusal


def test_the_second_person_needs_the_right_himself() -> None:
    assert refusal_to_confirm(KATO, {at(Role.MANAGER)}, waiting()) is GrantRefusal.NOT_YOURS_TO_GIVE


def test_powerful_roles_take_two_people() -> None:
    alone = {role for role in ACCOUNT_ROLES if not needs_second_person(role)}
    assert alone == {Role.SEEKER, Role.EMPLOYER, Role.COUNSELOR, Role.STAFF, Role.AGENCY}


def test_nobody_takes_his_own_role_away() -> None:
    grant = waiting(to=UEDA, by=ODA, role=Role.OPERATIONS, confirmed_at=NOW)
    assert refusal_to_revoke(UEDA, {at(Role.OPERATIONS)}, grant) is GrantRefusal.OWN
    assert refusal_to_revoke(ODA, {at(Role.OPERATIONS)}, grant) is None
    assert refusal_to_revoke(ODA, {at(Role.OPERATIONS)}, waiting(ends_at=NOW)) is GrantRefusal.ALREADY_ENDED
