"""Whether somebody may still act at an office."""

from app.accounts.queries.grants import grants_of
from app.desk.terms.acts import Order
from app.kernel.roles import Role

HANDLE_BOOKINGS = frozenset({Role.COUNSELOR, Role.STAFF, Role.MANAGER})


def still_belongs(order: Order) -> bool:
    """Whether whoever presses holds a role at the office at this moment, read inside the transaction (T6)."""
    held = grants_of(order.account_id, order.now)
    return any(
        place is not None and place.code == order.office_id and Role(grant.role) in HANDLE_BOOKINGS
        for grant, place in held
    )
