"""Who may act, on which listener, and as whom: the vocabulary of access."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a person is to the system; every route names the roles it opens to."""

    ANONYMOUS = "anonymous"
    GUEST = "guest"
    SEEKER = "seeker"
    EMPLOYER = "employer"
    COUNSELOR = "counselor"
    STAFF = "staff"
    MANAGER = "manager"
    AGENCY = "agency"
    BUREAU = "bureau"
    MINISTRY = "ministry"
    OPERATIONS = "operations"


class Surface(Enum):
    """One of the three listeners of a release."""

    PUBLIC = "public"
    AGENCY = "agency"
    INTRANET = "intranet"


ANYONE = frozenset(Role)
"""Every role, signed in or not."""

INTRANET_ROLES = frozenset(
    {
        Role.COUNSELOR,
        Role.STAFF,
        Role.MANAGER,
        Role.BUREAU,
        Role.MINISTRY,
        Role.OPERATIONS,
    }
)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The person acting, as facts; never a row.

    `offices`, `agency_id` and `bureau_id` are the scopes of the grants in force at this moment;
    `booking_number` is set for a guest, who holds exactly one booking.
    """

    roles: frozenset[Role]
    account_id: int | None = None
    name: str = ""
    offices: frozenset[str] = frozenset()
    agency_id: int | None = None
    bureau_id: int | None = None
    sign_in_id: int | None = None
    booking_number: str | None = None

    def is_any(self, roles: frozenset[Role]) -> bool:
        """Whether one of `roles` is held."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Identity(roles=frozenset({Role.ANONYMOUS}))
