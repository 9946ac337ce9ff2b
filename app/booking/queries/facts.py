"""The facts an application is decided on, as rows of one shape, so that one statement brings them all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban, BanKey, PersonDay, ServiceStop
from app.booking.models.seats import DaySeatsRow
from app.booking.rules.person import keys_of_the_day
from app.booking.terms.application import PersonKey
from app.booking.terms.bookings import PersonFacts
from app.booking.terms.slots import DaySeats
from app.columns import UtcDateTime
from app.db import blind_index, db
from app.kernel.moments import at
from app.kernel.slots import Held, Stop
from app.offices.queries.days import CLOSURE_TEXTS, closures_from, word
from app.offices.queries.standing import STANDING, Standing, asked_of, standing_from
from app.offices.terms import Closure

HELD, STOP, SHUT, SEATS, DAY, BAN = "held", "stop", "shut", "seats", "day", "ban"
LAST = date.max - timedelta(days=1)
FactRow = Any
"""(what, since, until, number, second number, text)"""


def index_of(key: PersonKey) -> str:
    """The HMAC under which a person's key is kept; keys of different kinds never meet (DESIGN 3.2)."""
    return blind_index(f"person {key.kind}", key.text)


def day_facts(office_id: str, first: date, last: date) -> Sequence[FactRow]:
    """Seats held, closures, own seats of the days from `first` to `last`, stops not lifted (KNG-51): one statement."""
    return db.rows(_DAYS, _asked(office_id, first, last))


def office_facts(office_id: str, today: date, first: date, around: tuple[date, ...]) -> Sequence[FactRow]:
    """The same of every day from `first` on, with what `office_on` reads of the office: one statement."""
    office = asked_of(office_id, today, today, around)
    return db.rows(_OFFICE_AND_DAYS, {**_asked(office_id, first, LAST), **office})


def office_in(rows: Iterable[FactRow]) -> Standing:
    """The office among the rows; 404 where there is none."""
    return standing_from((row[0], row[5]) for row in rows)


def all_facts(office_id: str, day: date, keys: Iterable[PersonKey]) -> Sequence[FactRow]:
    """The same for one day, with what is known of a person there, in one statement."""
    told = tuple(keys)
    asked = {"keys": [index_of(key) for key in told], "day_keys": [index_of(key) for key in keys_of_the_day(told)]}
    return db.rows(_ALL, {**_asked(office_id, day, day), **asked})


def held_in(rows: Iterable[FactRow]) -> tuple[Held, ...]:
    """The held seats among the rows."""
    return tuple(Held(starts_at=row[1], minutes=row[3], seat_no=row[4]) for row in rows if row[0] == HELD)


def stops_in(rows: Iterable[FactRow]) -> tuple[Stop, ...]:
    """The stops among the rows, the earliest first."""
    stops = (Stop(since=row[1], until=row[2], everything=bool(row[3]), reason=row[5]) for row in rows if row[0] == STOP)
    return tuple(sorted(stops, key=lambda stop: stop.since))


def closures_in(rows: Iterable[FactRow], office_id: str) -> tuple[Closure, ...]:
    """The closures among the rows, in order."""
    return closures_from(office_id, (row[5] for row in rows if row[0] == SHUT))


def seats_in(rows: Iterable[FactRow]) -> dict[date, DaySeats]:
    """The days among the rows that have their own number of seats."""
    days = ((date.fromisoformat(row[5]), row) for row in rows if row[0] == SEATS)
    return {day: DaySeats(day=day, capacity=row[3], public_capacity=row[4]) for day, row in days}


def person_in(rows: Iterable[FactRow]) -> PersonFacts:
    """What the rows tell of the person."""
    booked: defaultdict[str, dict[int, int]] = defaultdict(dict)
    banned: set[int] = set()
    for row in rows:
        if row[0] == DAY:
            booked[row[5]][row[4]] = row[3]
        elif row[0] == BAN:
            banned.add(row[3])
    return PersonFacts(bookings_by_key=dict(booked), banned_with=tuple(sorted(banned)))


def _asked(office_id: str, first: date, last: date) -> dict[str, object]:
    midnight = time(0)
    moments = {"since": at(first, midnight), "until": at(last + timedelta(days=1), midnight)}
    return {"office": office_id, "first": first, "last": last, **moments}


_OFFICE = db.bindparam("office")
_NO_MOMENT, _NO_NUMBER, _NO_TEXT = (db.cast(db.null(), kind) for kind in (UtcDateTime, db.Integer, db.Text))
_HELD = (
    db.select(word(HELD), Booking.starts_at, _NO_MOMENT, Booking.minutes, Booking.seat_no, _NO_TEXT)
    .where(Booking.office_id == _OFFICE, Booking.holds_seat)
    .where(Booking.starts_at >= db.bindparam("since"), Booking.starts_at < db.bindparam("until"))
)
_STOPS = db.select(
    word(STOP),
    ServiceStop.since,
    ServiceStop.until,
    db.cast(ServiceStop.everything, db.Integer),
    _NO_NUMBER,
    ServiceStop.notice,
).where(ServiceStop.office_id == _OFFICE, ServiceStop.lifted_at.is_(None))
_CLOSURES = CLOSURE_TEXTS.subquery()
_SHUT = db.select(word(SHUT), _NO_MOMENT, _NO_MOMENT, _NO_NUMBER, _NO_NUMBER, _CLOSURES.c.text)
_BOOKED = db.select(word(DAY), _NO_MOMENT, _NO_MOMENT, PersonDay.booking_id, PersonDay.nth, PersonDay.key).where(
    PersonDay.office_id == _OFFICE,
    PersonDay.day == db.bindparam("first"),
    PersonDay.key.in_(db.bindparam("day_keys", expanding=True)),
)
_BANS = (
    db.select(word(BAN), _NO_MOMENT, _NO_MOMENT, Ban.booking_id, _NO_NUMBER, BanKey.key)
    .join(Ban, Ban.id == BanKey.ban_id)
    .where(Ban.office_id == _OFFICE, Ban.lifted_at.is_(None), BanKey.key.in_(db.bindparam("keys", expanding=True)))
)
_SEATS = (
    db.select(
        word(SEATS),
        _NO_MOMENT,
        _NO_MOMENT,
        DaySeatsRow.capacity,
        DaySeatsRow.public_capacity,
        db.cast(DaySeatsRow.day, db.Text),
    )
    .where(DaySeatsRow.office_id == _OFFICE, DaySeatsRow.lifted_at.is_(None))
    .where(DaySeatsRow.day.between(db.bindparam("first"), db.bindparam("last")))
)
_STANDING = STANDING.subquery()
_OFFICE_ROWS = db.select(_STANDING.c.what, _NO_MOMENT, _NO_MOMENT, _NO_NUMBER, _NO_NUMBER, _STANDING.c.text)
_DAYS = db.union_all(_HELD, _STOPS, _SHUT, _SEATS)
_OFFICE_AND_DAYS = db.union_all(_HELD, _STOPS, _SHUT, _SEATS, _OFFICE_ROWS)
_ALL = db.union_all(_HELD, _STOPS, _SHUT, _SEATS, _BOOKED, _BANS)
"""Built once: building a statement takes longer than running it."""
