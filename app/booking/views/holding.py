"""Who holds a booking: a browser by its cookie, or the account that booked."""

from dataclasses import dataclass

from app.booking.queries.guests import guest_identity, is_own
from app.booking.views.cookie import held_booking
from app.kernel.roles import Identity, Role
from app.web.access import current_identity
from app.web.clock import now

PERSONAL = frozenset({Role.SEEKER, Role.EMPLOYER})


@dataclass(frozen=True, kw_only=True)
class Holding:
    """As whom a booking is held. `opened`: by its password, a mailed code or the account, so everything is shown."""

    by: Identity
    opened: bool
    by_account: bool


def holding(number: str) -> Holding | None:
    """As whom the caller holds the booking of a number; None where nobody may see that it is there.

    The account that booked holds it where no password stands between (KNG-29).
    """
    identity = current_identity()
    if identity.account_id is not None and identity.is_any(PERSONAL) and is_own(number, identity.account_id, now()):
        return Holding(by=identity, opened=True, by_account=True)
    held = held_booking()
    if held is None or held[0] != number:
        return None
    return Holding(by=guest_identity(number), opened=held[1], by_account=False)
