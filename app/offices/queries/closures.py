"""Reading closures and extra openings as the office manages them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.offices.models.offices import ClosureRow
from app.offices.queries.days import closure_of
from app.offices.terms import Closure


@dataclass(frozen=True, kw_only=True)
class ClosureEntry:
    """A closure or extra opening with who set it, and who took it back, if anybody did."""

    id: int
    closure: Closure
    set_by: str
    set_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None


def closure_entries(office_id: str, since: date) -> tuple[ClosureEntry, ...]:
    """Every closure of the days from `since` on, those taken back included, in order of the days."""
    rows = db.session.scalars(
        select(ClosureRow)
        .where(ClosureRow.office_id == office_id, ClosureRow.day >= since)
        .order_by(ClosureRow.day, ClosureRow.starts, ClosureRow.id)
    )
    return tuple(_entry(row) for row in rows)


def find_closure(office_id: str, closure_id: int) -> ClosureEntry | None:
    """The closure of that id, if it is the office's."""
    row = db.session.scalar(select(ClosureRow).where(ClosureRow.office_id == office_id, ClosureRow.id == closure_id))
    return _entry(row) if row else None


def _entry(row: ClosureRow) -> ClosureEntry:
    return ClosureEntry(
        id=row.id,
        closure=closure_of(row),
        set_by=row.set_by,
        set_at=row.set_at,
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
    )
