"""What free times follow from, read at once: policies, calendar, closures, stops, held seats."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from app.booking.models.bookings import Booking
from app.booking.models.guards import ServiceStop
from app.booking.terms.slots import DaySituation, Situation
from app.db import db
from app.kernel.moments import at, day_of
from app.kernel.slots import Held, Stop
from app.offices import queries as offices
from app.offices.terms import Closure, Office


def situation_of(office: Office, first: date, last: date) -> Situation:
    """All that the free times of `office` from `first` to `last` follow from, as the transaction sees it."""
    return Situation(
        office=office,
        policies=offices.policies_between(office.id, first, last),
        calendar=offices.calendar_of(office.id),
        days=_days(offices.closures_between(office.id, first, last), held_between(office.id, first, last)),
        stops=stops_of(office.id),
    )


def held_between(office_id: str, first: date, last: date) -> tuple[Held, ...]:
    """The seats held on the days from `first` to `last`, in order."""
    since, until = _moments(first, last)
    rows = db.session.execute(
        db.select(Booking.starts_at, Booking.minutes, Booking.seat_no)
        .where(
            Booking.office_id == office_id, Booking.holds_seat, Booking.starts_at >= since, Booking.starts_at < until
        )
        .order_by(Booking.starts_at, Booking.seat_no)
    )
    return tuple(Held(starts_at=starts_at, minutes=minutes, seat_no=seat_no) for starts_at, minutes, seat_no in rows)


def stops_of(office_id: str) -> tuple[Stop, ...]:
    """The stops of the service that are not lifted (KNG-51)."""
    rows = db.session.execute(
        db.select(ServiceStop.since, ServiceStop.until, ServiceStop.notice)
        .where(ServiceStop.office_id == office_id, ServiceStop.lifted_at.is_(None))
        .order_by(ServiceStop.since, ServiceStop.id)
    )
    return tuple(Stop(since=since, until=until, reason=notice) for since, until, notice in rows)


def _days(closures: Iterable[Closure], held: Iterable[Held]) -> dict[date, DaySituation]:
    shut: defaultdict[date, list[Closure]] = defaultdict(list)
    seats: defaultdict[date, list[Held]] = defaultdict(list)
    for closure in closures:
        shut[closure.day].append(closure)
    for seat in held:
        seats[day_of(seat.starts_at)].append(seat)
    return {
        day: DaySituation(closures=tuple(shut.get(day, ())), held=tuple(seats.get(day, ())))
        for day in shut.keys() | seats.keys()
    }


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    midnight = time(0)
    return at(first, midnight), at(last + timedelta(days=1), midnight)
