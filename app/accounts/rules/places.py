"""Which listener a role belongs to, and who must show a second factor."""

from app.kernel.roles import INTRANET_ROLES, Role, Surface


def surface_of(role: Role) -> Surface:
    """The one listener an account of `role` signs in at (DESIGN 2, Surfaces)."""
    if role in INTRANET_ROLES:
        return Surface.INTRANET
    return Surface.AGENCY if role is Role.AGENCY else Surface.PUBLIC


def roles_on(surfaces: frozenset[Surface], roles: frozenset[Role]) -> frozenset[Role]:
    """The roles among `roles` that count on a listener serving `surfaces`."""
    return frozenset(role for role in roles if surface_of(role) in surfaces)


def requires_second_factor(kind: Role, demo: bool) -> bool:
    """Whether an account of `kind` may enter only with an authenticator (SECURITY 4, ASVS 6.3.3).

    Intranet and agency accounts must; the demo lets them in without (DESIGN 6).
    """
    return not demo and surface_of(kind) is not Surface.PUBLIC
