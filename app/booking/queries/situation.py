"""What free times follow from, in four statements: office with policies, calendar, closures, seats with stops."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select

from app.booking.models.bookings import Booking
from app.booking.models.guards import ServiceStop
from app.booking.terms.slots import DaySituation, Situation
from app.columns import UtcDateTime
from app.db import db
from app.kernel.moments import at, day_of
from app.kernel.slots import Held, Stop
from app.offices import queries as offices
from app.offices.terms import Closure


def office_situation(slug: str, since: date) -> Situation:
    """The office of a slug with its policies from `since` on and its calendar; 404 for an unknown slug."""
    office, policies = offices.office_and_policies(slug, since)
    return Situation(office=office, policies=policies, calendar=offices.calendar_of(office.id))


def with_days(situation: Situation, first: date, last: date) -> Situation:
    """The same with closures, held seats and stops of the days from `first` to `last`."""
    office_id = situation.office.id
    closures = offices.closures_between(office_id, first, last)
    held, stops = seats_and_stops(office_id, first, last)
    return replace(situation, days=_days(closures, held), stops=stops)


def situation_of(slug: str, first: date, last: date) -> Situation:
    """All that the free times of an office from `first` to `last` follow from, as the transaction sees it."""
    return with_days(office_situation(slug, first), first, last)


def seats_and_stops(office_id: str, first: date, last: date) -> tuple[tuple[Held, ...], tuple[Stop, ...]]:
    """Seats held on the days from `first` to `last`, and stops that are not lifted (KNG-51), in one statement."""
    rows = db.session.execute(db.union_all(_held(office_id, first, last), _stops(office_id))).all()
    held = (Held(starts_at=row[0], minutes=row[2], seat_no=row[3]) for row in rows if row[2] is not None)
    stops = (Stop(since=row[0], until=row[1], reason=row[4]) for row in rows if row[2] is None)
    return tuple(held), tuple(sorted(stops, key=lambda stop: stop.since))


def _held(office_id: str, first: date, last: date) -> Select[tuple[object, ...]]:
    since, until = _moments(first, last)
    nothing = db.cast(db.null(), UtcDateTime), db.cast(db.null(), db.Text)
    return db.select(
        Booking.starts_at.label("since"), nothing[0].label("until"), Booking.minutes, Booking.seat_no, nothing[1]
    ).where(Booking.office_id == office_id, Booking.holds_seat, Booking.starts_at >= since, Booking.starts_at < until)


def _stops(office_id: str) -> Select[tuple[object, ...]]:
    nothing = db.cast(db.null(), db.SmallInteger)
    return db.select(ServiceStop.since, ServiceStop.until, nothing, nothing, ServiceStop.notice).where(
        ServiceStop.office_id == office_id, ServiceStop.lifted_at.is_(None)
    )


def _days(closures: Iterable[Closure], held: Sequence[Held]) -> dict[date, DaySituation]:
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
