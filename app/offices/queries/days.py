"""Which days an office is open: the calendar made of the holiday table, and its own closures."""

from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, String, bindparam, case, cast, func, literal, select

from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.holidays import Holiday
from app.kernel.hours import Window
from app.offices.models import ClosureRow, HolidayRow
from app.offices.terms import Closure, ClosureKind

# Statements of every page of times, built once: building one takes longer than running it.
HOLIDAYS = select(
    func.aggregate_strings(
        cast(HolidayRow.day, String)
        + "\t"
        + case((HolidayRow.official, literal("1")), else_=literal("0"))
        + "\t"
        + HolidayRow.name,
        "\n",
    )
).where(HolidayRow.day.between(bindparam("holidays_from"), bindparam("holidays_until")))
"""The table's rows as one text, by which the calendar made of it is found again."""
_CLOSURES = (
    select(ClosureRow.office_id, ClosureRow.day, ClosureRow.kind, ClosureRow.starts, ClosureRow.ends, ClosureRow.reason)
    .where(ClosureRow.office_id == bindparam("office"), ClosureRow.lifted_at.is_(None))
    .where(ClosureRow.day.between(bindparam("first"), bindparam("last")))
    .order_by(ClosureRow.day, ClosureRow.starts, ClosureRow.id)
)


def calendar_of(office_id: str) -> Calendar:
    """The calendar of the office; every office follows the national holidays of the table (Q-01)."""
    return national_calendar()


def national_calendar() -> Calendar:
    """Open days by the holiday table."""
    return calendar_from(db.session.scalar(HOLIDAYS, holiday_years()))


def holiday_years(*days: date) -> dict[str, date]:
    """Which holidays to read: whole years around `days`, enough to count from them; every year without any."""
    first = max(min(day.year for day in days) - 1, MINYEAR) if days else MINYEAR
    last = min(max(day.year for day in days) + 2, MAXYEAR) if days else MAXYEAR
    return {"holidays_from": date(first, 1, 1), "holidays_until": date(last, 12, 31)}


def closures_between(office_id: str, first: date, last: date) -> tuple[Closure, ...]:
    """Closures and extra openings of the days from `first` to `last`, in order."""
    rows = db.rows(_CLOSURES, {"office": office_id, "first": first, "last": last})
    return tuple(closure_of(row) for row in rows)


def closure_of(row: ClosureRow | Row[Any]) -> Closure:
    """The closure of a row, whole or of the columns it needs."""
    window = Window(row.starts, row.ends) if row.starts and row.ends else None
    return Closure(office_id=row.office_id, day=row.day, kind=ClosureKind(row.kind), window=window, reason=row.reason)


@lru_cache(maxsize=8)
def calendar_from(text: str | None) -> Calendar:
    """The calendar of a text of `HOLIDAYS`; equal texts, one calendar: rows are many and change rarely."""
    rows = (line.split("\t") for line in (text or "").split("\n") if line)
    return Calendar(
        Holiday(day=date.fromisoformat(day), name=name, official=official == "1") for day, official, name in rows
    )
