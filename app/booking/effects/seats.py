"""Giving a day its own number of seats, and taking that back; the day's lock is the caller's. Nothing commits."""

from datetime import datetime

from app.booking.models.seats import DaySeatsRow
from app.booking.terms.slots import DaySeats
from app.db import db


def put_day_seats(office_id: str, seats: DaySeats, reason: str, *, by: int, now: datetime) -> int:
    """Let a day have these seats in place of what stood for it, which stays as a row; the id."""
    standing = db.select(DaySeatsRow.id).where(DaySeatsRow.office_id == office_id, DaySeatsRow.day == seats.day)
    for row_id in db.session.scalars(standing.where(DaySeatsRow.lifted_at.is_(None))).all():
        lift_day_seats(row_id, by=by, now=now)
    values = {"capacity": seats.capacity, "public_capacity": seats.public_capacity, "reason": reason}
    row = DaySeatsRow(office_id=office_id, day=seats.day, set_by=by, set_at=now, **values)
    db.session.add(row)
    db.session.flush()
    return row.id


def lift_day_seats(seats_id: int, *, by: int, now: datetime) -> None:
    """Let the day have the seats of every day again; the row stays with who did it and when."""
    row = db.session.get_one(DaySeatsRow, seats_id)
    row.lifted_by, row.lifted_at = by, now
    db.session.flush()
