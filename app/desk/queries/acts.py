"""Whether somebody may still act at an office, read inside the transaction of the act (SECURITY T6)."""

from collections.abc import Collection
from datetime import datetime

from app.accounts.queries.grants import grants_of
from app.accounts.terms import OFFICE_KINDS
from app.kernel.roles import Identity, Role

HANDLE_BOOKINGS = frozenset({Role.COUNSELOR, Role.STAFF, Role.MANAGER})
MANAGE = frozenset({Role.MANAGER})


def still_belongs(office_id: str, by: Identity, now: datetime) -> bool:
    """Whether whoever presses holds any role at the office at `now`, whatever the page was opened with."""
    return _holds(HANDLE_BOOKINGS, office_id, by, now)


def still_manages(office_id: str, by: Identity, now: datetime) -> bool:
    """The same of managing the office."""
    return _holds(MANAGE, office_id, by, now)


def _holds(roles: Collection[Role], office_id: str, by: Identity, now: datetime) -> bool:
    held = grants_of(by.account_id, now) if by.account_id is not None else ()
    return any(
        place is not None and place.kind in OFFICE_KINDS and place.code == office_id and Role(grant.role) in roles
        for grant, place in held
    )
