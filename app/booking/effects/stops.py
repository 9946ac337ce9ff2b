"""Stopping the service and taking it up again. Nothing here commits; what is booked stays booked (KNG-51)."""

from datetime import datetime

from app.booking.models.guards import ServiceStop
from app.booking.terms.stops import StopGround
from app.db import db
from app.kernel.slots import Stop


def add_stop(office_id: str, ground: StopGround, stop: Stop, *, by: int, now: datetime) -> int:
    """Write a stop with its ground, scope, times and notice; its id."""
    row = ServiceStop(
        office_id=office_id,
        ground=ground.value,
        notice=stop.reason,
        since=stop.since,
        until=stop.until,
        everything=stop.everything,
        set_at=now,
        set_by=by,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def lift_stop(stop_id: int, *, by: int, now: datetime) -> bool:
    """Lift a stop; False where another has lifted it already."""
    lifted = db.session.execute(
        db.update(ServiceStop)
        .where(ServiceStop.id == stop_id, ServiceStop.lifted_at.is_(None))
        .values(lifted_at=now, lifted_by=by)
    )
    return bool(lifted.rowcount)
