"""Giving a single day its own number of seats, and taking that back, under the lock of the day (DESIGN 3.1)."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.bookings import lock_day
from app.booking.effects.seats import lift_day_seats, put_day_seats
from app.booking.queries.outside import situation_of_days
from app.booking.queries.seats import find_seats
from app.booking.terms.slots import DaySeats
from app.db import db
from app.desk.queries.acts import still_manages
from app.desk.queries.office_seats import left_over
from app.desk.rules.office_seats import ground_against_seats, own_seats
from app.desk.terms.office_seats import SeatsPlan, SeatsRefusal, SeatsSet
from app.kernel.moments import day_of
from app.kernel.roles import Identity


@db.write
def set_day_seats(office_id: str, plan: SeatsPlan, *, by: Identity, now: datetime) -> SeatsSet | SeatsRefusal:
    """Let one day have these seats, at once; those booked beyond them keep their bookings and are named."""
    lock_day(office_id, plan.day)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return SeatsRefusal.GRANT_ENDED
    known = situation_of_days(office_id, day_of(now), plan.day, plan.day)
    ground = ground_against_seats(plan, known.on(plan.day).seats, day_of(now), known.calendar)
    if ground is not None:
        return ground
    seats_id = put_day_seats(office_id, own_seats(plan), plan.reason, by=by.account_id, now=now)
    over = left_over(office_id, plan.day, plan.capacity, now)
    detail: dict[str, object] = {"capacity": plan.capacity, "public": plan.public_capacity, "left_over": len(over)}
    _record("desk.day_seats_set", office_id, seats_id, by, now, {"day": plan.day.isoformat(), **detail})
    return SeatsSet(over)


@db.write
def take_back_seats(office_id: str, seats_id: int, *, by: Identity, now: datetime) -> DaySeats | SeatsRefusal:
    """Let the day have the seats of every day again; none of the office's under that id is a fault."""
    entry = find_seats(office_id, seats_id)
    if entry is None:
        raise LookupError(seats_id)
    lock_day(office_id, entry.seats.day)
    if not still_manages(office_id, by, now) or by.account_id is None:
        return SeatsRefusal.GRANT_ENDED
    entry = find_seats(office_id, seats_id)
    if entry is None or entry.lifted_at is not None:
        return SeatsRefusal.ALREADY_LIFTED
    if entry.seats.day < day_of(now):
        return SeatsRefusal.CLOSED_DAY_OVER
    lift_day_seats(seats_id, by=by.account_id, now=now)
    _record("desk.day_seats_lifted", office_id, seats_id, by, now, {"day": entry.seats.day.isoformat()})
    return entry.seats


def _record(act: str, office_id: str, seats_id: int, by: Identity, now: datetime, detail: dict[str, object]) -> None:
    audit.record(act, by=by, subject=f"day_seats:{seats_id}", now=now, office_id=office_id, detail=detail)
