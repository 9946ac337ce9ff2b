"""Reading days that have their own number of seats."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select

from app.booking.models.seats import DaySeatsRow
from app.booking.terms.slots import DaySeats
from app.db import db


@dataclass(frozen=True, kw_only=True)
class SeatsEntry:
    """A day's own seats with their reason, who set them, and who lifted them, if anybody did."""

    id: int
    seats: DaySeats
    reason: str
    set_by: int
    set_at: datetime
    lifted_by: int | None
    lifted_at: datetime | None


def seats_entries(office_id: str, since: date) -> tuple[SeatsEntry, ...]:
    """Every day from `since` on that has or had its own seats, in order of the days."""
    rows = db.session.scalars(_rows(office_id).where(DaySeatsRow.day >= since))
    return tuple(_entry(row) for row in rows)


def find_seats(office_id: str, seats_id: int) -> SeatsEntry | None:
    """The entry of that id, if it is the office's."""
    row = db.session.scalar(_rows(office_id).where(DaySeatsRow.id == seats_id))
    return _entry(row) if row else None


def own_seats_days(office_id: str, since: date) -> frozenset[date]:
    """The days from `since` on that have their own number of seats."""
    return frozenset(entry.seats.day for entry in seats_entries(office_id, since) if entry.lifted_at is None)


def _rows(office_id: str) -> Select[tuple[DaySeatsRow]]:
    of_office = db.select(DaySeatsRow).where(DaySeatsRow.office_id == office_id)
    return of_office.order_by(DaySeatsRow.day, DaySeatsRow.id).execution_options(populate_existing=True)


def _entry(row: DaySeatsRow) -> SeatsEntry:
    return SeatsEntry(
        id=row.id,
        seats=DaySeats(day=row.day, capacity=row.capacity, public_capacity=row.public_capacity),
        reason=row.reason,
        set_by=row.set_by,
        set_at=row.set_at,
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
    )
