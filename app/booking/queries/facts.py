"""The facts an application is decided on, as rows of one shape, so that one statement brings them all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select

from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban, BanKey, PersonDay, ServiceStop
from app.booking.terms.application import PersonKey
from app.booking.terms.bookings import PersonFacts
from app.columns import UtcDateTime
from app.db import blind_index, db
from app.kernel.moments import at
from app.kernel.slots import Held, Stop

HELD, STOP, DAY, BAN = "held", "stop", "day", "ban"
FactRow = Any
"""(what, since, until, number, second number, text)"""


def index_of(key: PersonKey) -> str:
    """The HMAC under which a person's key is kept; keys of different kinds never meet (DESIGN 3.2)."""
    return blind_index(f"person {key.kind}", key.text)


def seat_rows(office_id: str, first: date, last: date) -> tuple[Select[FactRow], ...]:
    """Seats held on the days from `first` to `last`, and stops that are not lifted (KNG-51)."""
    since, until = _moments(first, last)
    held = db.select(
        db.literal(HELD), Booking.starts_at, _no_moment(), Booking.minutes, Booking.seat_no, _no_text()
    ).where(Booking.office_id == office_id, Booking.holds_seat, Booking.starts_at >= since, Booking.starts_at < until)
    stops = db.select(
        db.literal(STOP), ServiceStop.since, ServiceStop.until, _no_number(), _no_number(), ServiceStop.notice
    ).where(ServiceStop.office_id == office_id, ServiceStop.lifted_at.is_(None))
    return held, stops


def person_rows(office_id: str, day: date, keys: Iterable[PersonKey]) -> tuple[Select[FactRow], ...]:
    """Bookings of a person at the office on `day`, and bans there that are not lifted."""
    indexes = [index_of(key) for key in keys]
    booked = db.select(
        db.literal(DAY), _no_moment(), _no_moment(), PersonDay.booking_id, _no_number(), PersonDay.key
    ).where(PersonDay.office_id == office_id, PersonDay.day == day, PersonDay.key.in_(indexes))
    bans = (
        db.select(db.literal(BAN), _no_moment(), _no_moment(), Ban.booking_id, _no_number(), BanKey.key)
        .join(Ban, Ban.id == BanKey.ban_id)
        .where(Ban.office_id == office_id, Ban.lifted_at.is_(None), BanKey.key.in_(indexes))
    )
    return booked, bans


def read_facts(*selects: Select[FactRow]) -> Sequence[FactRow]:
    """All rows of these, in one statement."""
    return db.session.execute(db.union_all(*selects)).all()


def held_in(rows: Iterable[FactRow]) -> tuple[Held, ...]:
    """The held seats among the rows."""
    return tuple(Held(starts_at=row[1], minutes=row[3], seat_no=row[4]) for row in rows if row[0] == HELD)


def stops_in(rows: Iterable[FactRow]) -> tuple[Stop, ...]:
    """The stops among the rows, the earliest first."""
    stops = (Stop(since=row[1], until=row[2], reason=row[5]) for row in rows if row[0] == STOP)
    return tuple(sorted(stops, key=lambda stop: stop.since))


def person_in(rows: Iterable[FactRow]) -> PersonFacts:
    """What the rows tell of the person."""
    booked: defaultdict[str, list[int]] = defaultdict(list)
    banned: set[int] = set()
    for row in rows:
        if row[0] == DAY:
            booked[row[5]].append(row[3])
        elif row[0] == BAN:
            banned.add(row[3])
    return PersonFacts(
        bookings_by_key={key: tuple(sorted(ids)) for key, ids in booked.items()}, banned_with=tuple(sorted(banned))
    )


def _no_moment() -> Any:
    return db.cast(db.null(), UtcDateTime)


def _no_number() -> Any:
    return db.cast(db.null(), db.Integer)


def _no_text() -> Any:
    return db.cast(db.null(), db.Text)


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    midnight = time(0)
    return at(first, midnight), at(last + timedelta(days=1), midnight)
