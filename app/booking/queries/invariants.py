"""What must always hold of bookings (SECURITY 3.1): each answers what breaks it, by number, without personal values."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from sqlalchemy import Executable, Row

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.rules.mails import WAY_IN, WITH_THE_WAY_IN, mails_on_completion
from app.db import db
from app.kernel.moments import day_of
from app.notices import queries as notices
from app.offices.queries import offices
from app.offices.terms import Channel, Policy

ROWS_A_PART = 2_000
DAYS_AT_HAND = 128


def seats_held_twice(_now: datetime) -> list[str]:
    """No seat of an office is held by two bookings at any moment (I1)."""
    held = _each(
        db.select(Booking.office_id, Booking.seat_no, Booking.starts_at, Booking.minutes, Booking.number)
        .where(Booking.holds_seat)
        .order_by(Booking.office_id, Booking.seat_no, Booking.starts_at, Booking.id)
    )
    return [
        f"booking {later.number}"
        for earlier, later in pairwise(held)
        if (earlier.office_id, earlier.seat_no) == (later.office_id, later.seat_no)
        and later.starts_at < earlier.starts_at + timedelta(minutes=earlier.minutes)
    ]


def days_counted_wrongly(_now: datetime) -> list[str]:
    """Who holds a seat under a daily limit is counted for the day, nobody else, and beyond it only with reason (I2)."""
    rows = _each(
        db.select(Booking.number, Booking.office_id, Booking.starts_at, Booking.holds_seat, PersonDay.nth)
        .add_columns(PersonDay.reason.is_not(None).label("excepted"))
        .join(PersonDay, PersonDay.booking_id == Booking.id, isouter=True)
        .order_by(Booking.id)
    )
    policy_of = _policies()
    found = dict.fromkeys(row.number for row in rows if _is_wrong(row, policy_of(row.office_id, row.starts_at)))
    return [f"booking {number}" for number in found]


def bookings_without_their_mails(_now: datetime) -> list[str]:
    """A booking completed on the site has exactly the notices its office's policy asks for (I5).

    What goes to another address later, because the first was wrong, has a cause of its own.
    """
    return [f"booking {number} {kind}" for number, kind in _missing()]


def _missing() -> Iterator[tuple[str, str]]:
    on_site = db.select(Booking.number, Booking.office_id, Booking.starts_at).where(Booking.channel == Channel.SITE)
    policy_of = _policies()
    for rows in _parts(on_site.order_by(Booking.id)):
        numbers = [row.number for row in rows]
        posted, told = notices.kinds_by_booking("completed", numbers), notices.kinds_by_booking(WAY_IN, numbers)
        for row in rows:
            policy = policy_of(row.office_id, row.starts_at)
            once, often = posted.get(row.number, ()), told.get(row.number, ())
            yield from ((row.number, kind) for kind in mails_on_completion(policy) if not _is_posted(kind, once, often))


def _each(statement: Executable) -> Iterator[Row[Any]]:
    """Every row of a statement, never all of them in memory."""
    return chain.from_iterable(_parts(statement))


def _parts(statement: Executable) -> Iterator[Sequence[Row[Any]]]:
    """The rows of a statement, so many at a time: a national year does not fit into a process."""
    return db.session.execute(statement, execution_options={"yield_per": ROWS_A_PART}).partitions()


def _is_posted(kind: str, once: tuple[str, ...], often: tuple[str, ...]) -> bool:
    """Once; one that states the way in once for each that was entered."""
    return kind in often if kind in WITH_THE_WAY_IN else once.count(kind) == 1


def _is_wrong(row: object, policy: Policy) -> bool:
    if policy.daily_limit is None:
        return row.nth is not None
    if row.holds_seat != (row.nth is not None):
        return True
    return row.nth is not None and row.nth > policy.daily_limit and not row.excepted


def _policies() -> Callable[[str, datetime], Policy]:
    """What an office has set for the day of a session, kept for the days whose bookings stand close together."""
    on = lru_cache(maxsize=DAYS_AT_HAND)(offices.policies_in_force)
    return lambda office_id, starts_at: on(day_of(starts_at))[office_id]
