"""Bookings still to come: those of some days, those outside what is set, and what a change would do to an office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from app.booking.models.bookings import Booking
from app.booking.queries.situation import office_situation, with_days
from app.booking.rules.outside import (
    changes_of_times,
    crowded,
    is_shut_by,
    left_outside,
    times_set,
    why_outside,
    with_policy,
)
from app.booking.rules.slots import days_between, seats_on, week_of
from app.booking.terms.outside import HeldBooking, Outside
from app.booking.terms.slots import Situation
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of
from app.kernel.slots import Held

__all__ = [
    "bookings_ahead",
    "changes_of_times",
    "crowded",
    "days_between",
    "is_shut_by",
    "outside_of",
    "seats_on",
    "situation_of_days",
    "times_set",
    "week_of",
    "with_policy",
]

AHEAD = (BookingState.REQUESTED, BookingState.AWAITING_REPLY, BookingState.CONFIRMED)


@dataclass(frozen=True)
class OutsideBooking:
    """A booking that does not fit what is set, and why."""

    booking: HeldBooking
    outside: Outside


def bookings_ahead(office_id: str, now: datetime, first: date, last: date | None = None) -> tuple[HeldBooking, ...]:
    """The office's bookings that still hold a seat and begin after `now`, for the days from `first` to `last`.

    In order of time; without `last`, for every later day.
    """
    wanted = [Booking.office_id == office_id, Booking.holds_seat, Booking.state.in_(AHEAD), Booking.starts_at > now]
    wanted.append(Booking.starts_at >= at(first, time.min))
    if last is not None:
        wanted.append(Booking.starts_at < at(last + ONE_DAY, time.min))
    told = (Booking.id, Booking.number, Booking.starts_at, Booking.minutes, Booking.seat_no)
    named = (*told, Booking.name_kana, Booking.name)
    rows = db.session.execute(db.select(*named).where(*wanted).order_by(Booking.starts_at, Booking.seat_no))
    return tuple(
        HeldBooking(
            id=row.id,
            number=row.number,
            session=Held(starts_at=row.starts_at, minutes=row.minutes, seat_no=row.seat_no),
            name_kana=row.name_kana or row.name,
        )
        for row in rows
    )


def situation_of_days(office_id: str, today: date, first: date, last: date) -> Situation:
    """The office as it stands, with what is known of the days from `first` to `last`."""
    return with_days(office_situation(office_id, today), first, last)


def outside_now(booking_id: int, now: datetime) -> Outside | None:
    """Why a booking does not fit what is set at this moment; None where it does, has begun or holds no seat."""
    told = (Booking.office_id, Booking.starts_at, Booking.minutes, Booking.seat_no, Booking.holds_seat)
    row = db.session.execute(db.select(*told).where(Booking.id == booking_id)).one()
    if not row.holds_seat or row.starts_at <= now:
        return None
    day = day_of(row.starts_at)
    session = Held(starts_at=row.starts_at, minutes=row.minutes, seat_no=row.seat_no)
    return left_outside(session, situation_of_days(row.office_id, day_of(now), day, day))


def outside_of(bookings: Iterable[HeldBooking], situation: Situation) -> tuple[OutsideBooking, ...]:
    """Those of `bookings` that do not fit `situation`, which must know their days."""
    found = ((booking, why_outside(booking.session, situation)) for booking in bookings)
    return tuple(OutsideBooking(booking, outside) for booking, outside in found if outside)
