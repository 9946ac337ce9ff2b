"""A contact recorded by the desk, and what it makes of a no-show (KNG-41, Q-53)."""

from datetime import datetime

from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState, StateFacts


def ground_against_contact(contacted_at: datetime, now: datetime) -> ActRefusal | None:
    """A contact has a moment of its own, which is not to come."""
    return ActRefusal.CONTACT_TO_COME if contacted_at > now else None


def earliest_contact(facts: StateFacts, contacted_at: datetime) -> datetime:
    """The contact that counts: the first one, in whatever order they are entered."""
    return min(contacted_at, facts.contacted_at or contacted_at)


def undoes_no_show(facts: StateFacts, contacted_at: datetime) -> bool:
    """Whether this contact takes back a no-show that was written down: 10:05 entered at 10:12 does, 10:11 does not.

    The ten minutes are over with their last second: a contact at 10:10:00 is too late.
    """
    if facts.state is not BookingState.DEEMED_CANCELLED or facts.missed_from is None:
        return False
    return earliest_contact(facts, contacted_at) < facts.missed_from
