"""Reading stops of the service."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select

from app.booking.models.guards import ServiceStop
from app.booking.rules.stops import is_met
from app.db import db
from app.kernel.slots import Stop

__all__ = ["StopEntry", "find_stop", "is_met", "stop_entries", "stops_of"]


@dataclass(frozen=True, kw_only=True)
class StopEntry:
    """A stop with its ground (ア to キ), who set it, and who lifted it, if anybody did."""

    id: int
    stop: Stop
    ground: str
    set_by: int
    set_at: datetime
    lifted_by: int | None
    lifted_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether its time is over by itself."""
        return self.stop.until is not None and self.stop.until <= now


def stops_of(office_id: str) -> tuple[Stop, ...]:
    """The stops of an office that nobody has lifted, the earliest first."""
    rows = db.session.scalars(_rows(office_id).where(ServiceStop.lifted_at.is_(None)))
    return tuple(sorted((_stop(row) for row in rows), key=lambda stop: stop.since))


def stop_entries(office_id: str) -> tuple[StopEntry, ...]:
    """Every stop of an office, the one set last first."""
    return tuple(_entry(row) for row in db.session.scalars(_rows(office_id)))


def find_stop(office_id: str, stop_id: int) -> StopEntry | None:
    """The stop of that id, if it is the office's."""
    row = db.session.scalar(_rows(office_id).where(ServiceStop.id == stop_id))
    return _entry(row) if row else None


def _rows(office_id: str) -> Select[tuple[ServiceStop]]:
    return db.select(ServiceStop).where(ServiceStop.office_id == office_id).order_by(ServiceStop.id.desc())


def _stop(row: ServiceStop) -> Stop:
    return Stop(since=row.since, until=row.until, reason=row.notice, everything=row.everything)


def _entry(row: ServiceStop) -> StopEntry:
    return StopEntry(
        id=row.id,
        stop=_stop(row),
        ground=row.ground,
        set_by=row.set_by,
        set_at=row.set_at,
        lifted_by=row.lifted_by,
        lifted_at=row.lifted_at,
    )
