"""Refusing a booking by its content, and its person for the future, inside somebody's transaction."""

from app.booking.effects.acts import Taken
from app.booking.effects.bans import add_ban
from app.booking.effects.bookings import change_state
from app.booking.effects.mails import post_mails
from app.booking.effects.no_shows import write_down_time
from app.booking.queries.bookings import appointment_of
from app.booking.rules.mails import REFUSAL
from app.booking.rules.session import ban_ground
from app.booking.terms.changes import ByWhom, Change, Occasion
from app.booking.terms.states import BookingState
from app.offices.queries import offices


def refuse(taken: Taken, reason: str) -> None:
    """Refuse the consultation: seat and day are free, the person is told without the reason (KNG-43)."""
    row, now = taken.row, taken.now
    change = Change(to=BookingState.REFUSED, at=now, by_whom=ByWhom.STAFF, by_account_id=taken.by, reason=reason)
    change_state(row, change, now)
    occasion = Occasion(cause="refused_by_desk", now=now)
    post_mails((REFUSAL,), appointment_of(row), offices.get_office(row.office_id), taken.policy, occasion)


def ban_person(taken: Taken, reason: str) -> None:
    """Refuse future use to the person of a no-show (KNG-42, MYK-27, NGS-39, KRS-33) or of a stop (KNG-50).

    Raises `ValueError` for a booking of any other state: the rule should have refused it.
    """
    write_down_time(taken.row, taken.now)
    ground = ban_ground(BookingState(taken.row.state))
    if ground is None:
        raise ValueError("no ban comes of a booking in this state")
    add_ban(taken, ground, reason)
