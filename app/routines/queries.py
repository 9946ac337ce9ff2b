"""Reading what routines and workers did."""

from datetime import datetime, timedelta

from app.db import db
from app.routines.models import RoutineRun, WorkerBeat


def is_free(name: str, due: datetime, real: datetime) -> bool:
    """Whether this due moment is still nobody's, or was given up by the process that had it."""
    row = db.session.scalar(db.select(RoutineRun).filter_by(name=name, due=due))
    return row is None or (row.finished_at is None and row.lease_until <= real)


def latest_beat() -> datetime | None:
    """When any worker last showed itself, by the machine's time; None where none ever did."""
    return db.session.scalar(db.select(db.func.max(WorkerBeat.at)))


def worker_silence(real: datetime) -> timedelta | None:
    """How long no worker has shown itself; None where none ever did (SECURITY F14)."""
    beat = latest_beat()
    return None if beat is None else real - beat


def last_effects(name: str) -> int | None:
    """What the newest finished run of a routine did; None where none has finished."""
    finished = db.select(RoutineRun.effects).where(RoutineRun.name == name, RoutineRun.finished_at.is_not(None))
    return db.session.scalar(finished.order_by(RoutineRun.due.desc()).limit(1))
