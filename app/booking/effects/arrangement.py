"""Fixing the date of a request, inside somebody's transaction (NGS-22, NGS-23)."""

from app.booking.effects.acts import Taken
from app.booking.effects.bookings import take_day
from app.booking.effects.confirmation import confirm_booking
from app.booking.effects.messages import put_message, usable_address
from app.booking.effects.telling import tell_way_in
from app.booking.models.guards import PersonDay
from app.booking.queries.bookings import record_of
from app.booking.queries.fixing import Wanted, counselors_of, engaged_at, wanted_time
from app.booking.rules.dates import deemed_cancelled_at
from app.booking.rules.fixing import ground_against_counselor, ground_against_fixing, is_late
from app.booking.rules.meeting import message_with
from app.booking.rules.person import keys_of_booking, keys_of_the_day
from app.booking.terms.changes import ByWhom
from app.booking.terms.fixing import Arrangement
from app.booking.terms.sessions import ActRefusal
from app.db import db
from app.kernel.moments import day_of


def arrange(taken: Taken, wish: Arrangement) -> ActRefusal | None:
    """Fix date, counselor and address of a request: it stands, and one invitation goes out; or why not.

    The caller holds both days, and the office for the address. Without an address nothing is sent (NGS-23).
    """
    row, now = taken.row, taken.now
    keys = keys_of_booking(record_of(row))
    wanted = wanted_time(row.office_id, wish.starts_at, keys, now, own=row)
    ground = _ground(taken, wish, wanted)
    if ground is not None or wanted is None:
        return ground
    address = usable_address(wish.url, row.office_id, wanted.policy, now, beside=row.id)
    if isinstance(address, ActRefusal):
        return address
    if row.starts_at != wish.starts_at:
        _move(taken, wanted)
    if is_late(wanted.closes, now):
        row.lapses_from = row.starts_at
    row.counselor_id = wish.counselor_id
    put_message(row, message_with(address, wish.words), by=taken.by, now=now)
    if not confirm_booking(row, at=now, by_whom=ByWhom.STAFF, now=now, by_account_id=taken.by):
        return ActRefusal.TOO_LATE
    tell_way_in(row, wanted.policy, now)
    return None


def _ground(taken: Taken, wish: Arrangement, wanted: Wanted | None) -> ActRefusal | None:
    if wanted is None:
        return ActRefusal.NO_SUCH_TIME
    row, now = taken.row, taken.now
    members = frozenset(counselors_of(row.office_id, now))
    minutes = wanted.policy.session_minutes
    engaged = engaged_at(row.office_id, wish.starts_at, minutes, beside=row.id)
    return ground_against_fixing(
        wanted.slot, wanted.closes, wanted.policy, wish.reason, now
    ) or ground_against_counselor(wish.counselor_id, members, engaged)


def _move(taken: Taken, wanted: Wanted) -> None:
    """Give the booking another time with its seat and its day; what was wished for first stays on record."""
    row, slot = taken.row, wanted.slot
    if slot is None:
        raise ValueError("a booking is moved to no time")
    before = day_of(row.starts_at)
    row.wished_at = row.wished_at or row.starts_at
    row.starts_at, row.seat_no = slot.starts_at, slot.free_seats[0]
    row.minutes = wanted.policy.session_minutes
    row.missed_from = deemed_cancelled_at(slot.starts_at, wanted.policy)
    row.lapses_from = wanted.lapses_from
    if day_of(row.starts_at) != before:
        db.session.execute(db.delete(PersonDay).where(PersonDay.booking_id == row.id))
        record = record_of(row)
        take_day(record, keys_of_the_day(keys_of_booking(record)), wanted.known, wanted.policy)
