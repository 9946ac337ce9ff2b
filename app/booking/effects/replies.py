"""Taking in a reply that confirms a booking, inside somebody's transaction (MYK-19, MYK-20)."""

from datetime import datetime

from app.booking.effects.bookings import change_state, take_day
from app.booking.effects.confirmation import confirm_booking
from app.booking.models.bookings import Booking
from app.booking.models.desk_records import ReplyLink
from app.booking.queries.bookings import facts_of, record_of
from app.booking.queries.fixing import wanted_time
from app.booking.queries.replies import asked_since, token_key
from app.booking.rules.person import keys_of_booking, keys_of_the_day
from app.booking.rules.replies import ground_against_reply
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState
from app.db import db


def use_link(token: str, now: datetime) -> bool:
    """Use a link up, once; False where it was used or its time is over."""
    standing = db.update(ReplyLink).where(ReplyLink.token == token_key(token), ReplyLink.used_at.is_(None))
    return bool(db.session.execute(standing.where(ReplyLink.ends_at > now).values(used_at=now)).rowcount)


def take_reply(row: Booking, received_at: datetime, *, by: int, now: datetime) -> ActRefusal | None:
    """Confirm a locked booking as of a reply that somebody has read; or why it does not count.

    What lapsed meanwhile stands again, if its time is still free: the reply was there before the limit (Q-12).
    """
    facts = facts_of(row)
    ground = ground_against_reply(facts, asked_since(row.id) or row.applied_at, received_at, now)
    if ground is not None:
        return ground
    if row.state == BookingState.INVALID and not _take_back(row, by, now):
        return ActRefusal.SEAT_GONE
    confirm_booking(row, at=received_at, by_whom=ByWhom.STAFF, now=now, by_account_id=by)
    return None


def _take_back(row: Booking, by: int, now: datetime) -> bool:
    """Give a lapsed booking its time again; False where it is not free any more."""
    record = record_of(row)
    keys = keys_of_booking(record)
    wanted = wanted_time(row.office_id, row.starts_at, keys, now)
    if wanted is None or wanted.slot is None or not wanted.slot.is_free:
        return False
    row.seat_no, row.holds_seat = wanted.slot.free_seats[0], True
    back = Change(to=BookingState.AWAITING_REPLY, at=now, by_whom=ByWhom.STAFF, by_account_id=by)
    change_state(row, back, now)
    take_day(record, keys_of_the_day(keys), wanted.known, wanted.policy)
    return True
