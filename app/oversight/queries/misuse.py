"""Reading reports of possible misuse: an agency its own, operations all of them (AGY-094)."""

from sqlalchemy import Select, select

from app.db import db
from app.oversight.models.records import MisuseReport
from app.oversight.terms.misuse import MisuseEntry

MOST_SHOWN = 100
NEWEST = select(MisuseReport).order_by(MisuseReport.reported_at.desc(), MisuseReport.id.desc()).limit(MOST_SHOWN)


def misuse_reports_of(agency_id: int) -> tuple[MisuseEntry, ...]:
    """What an agency reported, the newest first."""
    return _entries(NEWEST.where(MisuseReport.agency_id == agency_id))


def misuse_reports(*, open_only: bool = False) -> tuple[MisuseEntry, ...]:
    """What every agency reported, the newest first."""
    return _entries(NEWEST.where(MisuseReport.handled_at.is_(None)) if open_only else NEWEST)


def find_misuse_report(number: str) -> MisuseEntry | None:
    """The report of a number; None for none."""
    return next(iter(_entries(select(MisuseReport).where(MisuseReport.number == number))), None)


def _entries(found: Select[tuple[MisuseReport]]) -> tuple[MisuseEntry, ...]:
    return tuple(
        MisuseEntry(**{name: getattr(row, name) for name in MisuseEntry.__dataclass_fields__})
        for row in db.session.scalars(found)
    )
