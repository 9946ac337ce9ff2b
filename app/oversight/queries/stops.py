"""Reading what closes the information service now, and what closed it (AGY-107, AGY-119 to AGY-121)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select

from app.agencies.queries.dates import service_open, stop_at
from app.agencies.terms.maintenance import MaintenanceStop
from app.db import UtcDateTime, db
from app.oversight.models.records import AccessLimit, UrgentStop
from app.oversight.rules.stops import limit_closing, regular_closing, urgent_closing
from app.oversight.terms.stops import Closing, LimitedPages, LimitEntry, LimitPlan, UrgentStopEntry

NOW = bindparam("now", type_=UtcDateTime)
RUNNING = select(UrgentStop.__table__).where(UrgentStop.ended_at.is_(None))
IN_FORCE = (
    select(AccessLimit.__table__)
    .where(AccessLimit.lifted_at.is_(None), AccessLimit.ends_at > NOW, AccessLimit.begins_at <= NOW)
    .order_by(AccessLimit.id)
)
"""Built once: every request of the information service asks them."""
WARNED_BEFORE = timedelta(minutes=15)
MOST_SHOWN = 50


def find_closing(path: str, now: datetime) -> Closing | None:
    """Why an address of the information service is closed at `now`; a regular stop asks no database."""
    regular = stop_at(now)
    if regular is not None:
        return regular_closing(regular, service_open(now).steps)
    urgent = find_urgent_stop()
    if urgent is not None:
        return urgent_closing(urgent.reason, service_open(now, urgent_stop=True).steps)
    return limit_closing(path, limits_in_force(now), now)


def coming_stop(now: datetime) -> MaintenanceStop | None:
    """The regular stop that begins within a quarter of an hour; None during one (SECURITY R7)."""
    return stop_at(now + WARNED_BEFORE) if stop_at(now) is None else None


def find_urgent_stop() -> UrgentStopEntry | None:
    """The urgent stop that runs; None where the service was not stopped."""
    rows = db.rows(RUNNING, {})
    return _entry(rows[0]) if rows else None


def past_urgent_stops() -> tuple[UrgentStopEntry, ...]:
    """The urgent stops that are over, the newest first."""
    over = select(UrgentStop).where(UrgentStop.ended_at.is_not(None)).order_by(UrgentStop.id.desc()).limit(MOST_SHOWN)
    return tuple(_entry(row) for row in db.session.scalars(over))


def limits_in_force(now: datetime) -> tuple[LimitEntry, ...]:
    """The access limits in force."""
    return tuple(_limit(row) for row in db.rows(IN_FORCE, {"now": now}))


def limits_to_come(now: datetime) -> tuple[LimitEntry, ...]:
    """Every access limit that is in force or was told and still comes, by its beginning."""
    lasting = select(AccessLimit).where(AccessLimit.lifted_at.is_(None), AccessLimit.ends_at > now)
    return tuple(_limit(row) for row in db.session.scalars(lasting.order_by(AccessLimit.begins_at, AccessLimit.id)))


def list_limits() -> tuple[LimitEntry, ...]:
    """The access limits posted, the newest first."""
    newest = select(AccessLimit).order_by(AccessLimit.id.desc()).limit(MOST_SHOWN)
    return tuple(_limit(row) for row in db.session.scalars(newest))


def find_limit(limit_id: int) -> LimitEntry | None:
    """A limit among the newest; None for an id that none of them has."""
    return next((each for each in list_limits() if each.id == limit_id), None)


def _entry(row: UrgentStop | Row[Any]) -> UrgentStopEntry:
    return UrgentStopEntry(**{name: getattr(row, name) for name in UrgentStopEntry.__dataclass_fields__})


def _limit(row: AccessLimit | Row[Any]) -> LimitEntry:
    times = {"begins_at": row.begins_at, "ends_at": row.ends_at}
    plan = LimitPlan(pages=LimitedPages(row.pages), reason=row.reason, **times)
    return LimitEntry(id=row.id, plan=plan, posted_at=row.posted_at, lifted_at=row.lifted_at)
