"""Which days an office is open: the calendar made of the holiday table, and its own closures."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, time
from functools import lru_cache

from sqlalchemy import ColumnElement, String, bindparam, case, cast, func, literal_column, select

from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.holidays import Holiday
from app.kernel.hours import Window
from app.offices.models.offices import ClosureRow, HolidayRow
from app.offices.terms import Closure, ClosureKind


def word(text: str) -> ColumnElement[str]:
    """A word of our own inside a statement: as a value it would be sent, and read, with every execution."""
    return literal_column(f"'{text}'", String)


TAB, EMPTY = word("\t"), word("")
# Statements of every page of times, built once: building one takes longer than running it.
HOLIDAYS = select(
    func.aggregate_strings(
        cast(HolidayRow.day, String)
        + TAB
        + case((HolidayRow.official, word("1")), else_=word("0"))
        + TAB
        + HolidayRow.name,
        word("\n"),
    )
).where(HolidayRow.day.between(bindparam("holidays_from"), bindparam("holidays_until")))
"""The table's rows as one text, by which the calendar made of it is found again."""
CLOSURE_TEXTS = (
    select(
        (
            cast(ClosureRow.day, String)
            + TAB
            + func.coalesce(cast(ClosureRow.starts, String), EMPTY)
            + TAB
            + cast(ClosureRow.id, String)
            + TAB
            + func.coalesce(cast(ClosureRow.ends, String), EMPTY)
            + TAB
            + ClosureRow.kind
            + TAB
            + ClosureRow.reason
        ).label("text")
    )
    .where(ClosureRow.office_id == bindparam("office"), ClosureRow.lifted_at.is_(None))
    .where(ClosureRow.day.between(bindparam("first"), bindparam("last")))
)
"""Each closure of some days as one text, for whoever reads it among rows of other kinds (`closures_from`)."""


def calendar_of(office_id: str) -> Calendar:
    """The calendar of the office; every office follows the national holidays of the table (Q-01)."""
    return national_calendar()


def national_calendar() -> Calendar:
    """Open days by the holiday table."""
    return calendar_from(db.session.scalar(HOLIDAYS, holiday_years()))


def holiday_rows() -> tuple[Holiday, ...]:
    """The table of holidays, in order."""
    rows = db.session.scalars(select(HolidayRow).order_by(HolidayRow.day))
    return tuple(Holiday(day=row.day, name=row.name, official=row.official) for row in rows)


def holiday_years(*days: date) -> dict[str, date]:
    """Which holidays to read: whole years around `days`, enough to count from them; every year without any."""
    first = max(min(day.year for day in days) - 1, MINYEAR) if days else MINYEAR
    last = min(max(day.year for day in days) + 2, MAXYEAR) if days else MAXYEAR
    return {"holidays_from": date(first, 1, 1), "holidays_until": date(last, 12, 31)}


def closures_between(office_id: str, first: date, last: date) -> tuple[Closure, ...]:
    """Closures and extra openings of the days from `first` to `last`, in order."""
    rows = db.rows(CLOSURE_TEXTS, {"office": office_id, "first": first, "last": last})
    return closures_from(office_id, (row.text for row in rows))


def closures_from(office_id: str, texts: Iterable[str]) -> tuple[Closure, ...]:
    """The closures of texts of `CLOSURE_TEXTS`, in the order of days, hours and ids."""
    parts = (text.split("\t", 5) for text in texts)
    return tuple(
        Closure(
            office_id=office_id,
            day=date.fromisoformat(day),
            kind=ClosureKind(kind),
            window=Window(time.fromisoformat(starts), time.fromisoformat(ends)) if starts else None,
            reason=reason,
        )
        for day, starts, _id, ends, kind, reason in sorted(parts, key=lambda part: (*part[:2], int(part[2])))
    )


def closure_of(row: ClosureRow) -> Closure:
    """The closure of a row."""
    window = Window(row.starts, row.ends) if row.starts and row.ends else None
    return Closure(office_id=row.office_id, day=row.day, kind=ClosureKind(row.kind), window=window, reason=row.reason)


@lru_cache(maxsize=8)
def calendar_from(text: str | None) -> Calendar:
    """The calendar of a text of `HOLIDAYS`; equal texts, one calendar: rows are many and change rarely."""
    rows = (line.split("\t") for line in (text or "").split("\n") if line)
    return Calendar(
        Holiday(day=date.fromisoformat(day), name=name, official=official == "1") for day, official, name in rows
    )
