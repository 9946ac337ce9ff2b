"""Which listener a role belongs to, and who needs a second factor."""

import pytest

from app.accounts.rules.places import requires_second_factor, roles_on, surface_of
from app.accounts.terms import ACCOUNT_ROLES
from app.kernel.roles import INTRANET_ROLES, Role, Surface


@pytest.mark.parametrize("role", sorted(ACCOUNT_ROLES, key=lambda role: role.value), ids=lambda role: role.value)
def test_a_role_counts_on_its_own_listener_only(role: Role) -> None:
    served = [surface for surface in Surface if roles_on(frozenset({surface}), frozenset({role}))]
    assert served == [surface_of(role)]


def test_the_inside_is_for_those_who_work_there() -> None:
    assert {role for role in ACCOUNT_ROLES if surface_of(role) is Surface.INTRANET} == INTRANET_ROLES
    assert surface_of(Role.AGENCY) is Surface.AGENCY


def test_production_asks_staff_and_agencies_for_a_second_factor_and_the_demo_nobody() -> None:
    asked = {role for role in ACCOUNT_ROLES if requires_second_factor(role, demo=False)}
    assert asked == INTRANET_ROLES | {Role.AGENCY}
    assert not [role for role in ACCOUNT_ROLES if requires_second_factor(role, demo=True)]
