"""What time asks for: bookings whose mails are due, or whose state time has changed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.booking.models.bookings import Booking
from app.booking.terms.states import UNDECIDED, BookingState
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at

AT_ONCE = 50
"""How many bookings a routine takes up in one transaction: others wait for it no longer than they notice."""


LOOKS_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """A booking in the order in which a routine takes them up."""

    id: int
    starts_at: datetime


def waiting_for_reminder(
    office_id: str, day: date, now: datetime, *, beyond: Waiting | None = None
) -> tuple[Waiting, ...]:
    """The next confirmed bookings of a day that begin after `now` and were not reminded yet, in order of time.

    Only those that were there on the day before: for what staff take on the day itself it is over (KNG-32).
    At most `AT_ONCE`; with `beyond`, those that come after it.
    """
    place = db.tuple_(Booking.starts_at, Booking.id)
    asked = (
        db.select(Booking.id, Booking.starts_at)
        .where(Booking.office_id == office_id, Booking.state == BookingState.CONFIRMED, Booking.reminded_at.is_(None))
        .where(Booking.applied_at < at(day, time.min))
        .where(Booking.starts_at > now, Booking.starts_at >= at(day, time.min))
        .where(Booking.starts_at < at(day + ONE_DAY, time.min))
        .order_by(Booking.starts_at, Booking.id)
        .limit(AT_ONCE)
    )
    if beyond is not None:
        asked = asked.where(Booking.starts_at >= beyond.starts_at, place > (beyond.starts_at, beyond.id))
    return tuple(Waiting(*row) for row in db.session.execute(asked))


def waiting_for_delivery(now: datetime) -> dict[str, datetime]:
    """Bookings that may be waiting for a mail to arrive, by number, with when they were applied for.

    Also one whose limit is just over: its mail may have arrived in time.
    """
    open_still = db.or_(Booking.lapses_from.is_(None), Booking.lapses_from > now - LOOKS_BACK)
    rows = db.session.execute(
        db.select(Booking.number, Booking.applied_at)
        .where(Booking.state == BookingState.REQUESTED, open_still)
        .order_by(Booking.id)
    )
    return {row.number: row.applied_at for row in rows}


def numbers_changed_by_time(now: datetime) -> tuple[str, ...]:
    """Numbers of bookings whose limit or start was so long ago that their state may have changed, oldest first."""
    missed = db.and_(Booking.state == BookingState.CONFIRMED, ~Booking.excused, Booking.missed_from <= now)
    lapsed = db.and_(Booking.state.in_(sorted(UNDECIDED)), Booking.lapses_from <= now)
    numbers = db.session.scalars(
        db.select(Booking.number).where(db.or_(missed, lapsed)).order_by(Booking.starts_at, Booking.id)
    )
    return tuple(numbers)
