"""Claiming and finishing due moments, so that whoever runs the routines, each moment is worked once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from app.db import claim, db, insert_into
from app.routines.models import RoutineRun, WorkerBeat
from app.routines.queries import is_free
from app.routines.rules import retry_after
from app.routines.terms import Done, Routine
from app.web.logs import log_fault

KEEP_RUNS = timedelta(days=35)
KEEP_BEATS = timedelta(days=1)


def run_due(routines: Iterable[Routine], now: datetime, real: datetime) -> list[Done]:
    """Run each routine whose latest due moment nobody has worked; what was ours, in order.

    After a standstill each runs once: it does everything due up to `now` by itself. `real` is the machine's time.
    """
    done = []
    for routine in routines:
        due = routine.last_due(now)
        if is_free(routine.name, due, real) and (attempt := claim_run(routine.name, due, real, routine.lease)):
            done.append(run_claimed(routine, due, attempt, now, real))
    return done


def run_claimed(routine: Routine, due: datetime, attempt: int, now: datetime, real: datetime) -> Done:
    """Run a routine whose due moment is ours; a failure is logged by its type and tried again later."""
    try:
        effects = routine.run(now)
    except Exception as error:  # noqa: BLE001
        db.session.rollback()
        log_fault("routine_failed", error, routine=routine.name)
        postpone_run(routine.name, due, real + retry_after(attempt))
        return Done(routine.name, None)
    finish_run(routine.name, due, effects, real)
    return Done(routine.name, effects)


@db.write
def claim_run(name: str, due: datetime, real: datetime, lease: timedelta) -> int:
    """Take a due moment under a lease; the number of the attempt, 0 where another has it or it is done."""
    if claim(RoutineRun, name=name, due=due, attempts=1, lease_until=real + lease):
        return 1
    row: RoutineRun = db.session.scalars(db.select(RoutineRun).filter_by(name=name, due=due).with_for_update()).one()
    if row.finished_at is not None or row.lease_until > real:
        return 0
    row.attempts += 1
    row.lease_until = real + lease
    return row.attempts


@db.write
def finish_run(name: str, due: datetime, effects: int, real: datetime) -> None:
    """The moment is worked for good."""
    values = {"finished_at": real, "effects": effects}
    db.session.execute(update(RoutineRun).filter_by(name=name, due=due).values(values))


@db.write
def postpone_run(name: str, due: datetime, until: datetime) -> None:
    """Let the moment be taken again from `until` on."""
    db.session.execute(update(RoutineRun).filter_by(name=name, due=due).values(lease_until=until))


@db.write
def beat(worker: str, real: datetime) -> None:
    """Show that a worker lives, and forget those of yesterday."""
    sign = insert_into(WorkerBeat).values(name=worker, at=real)
    db.session.execute(sign.on_conflict_do_update(index_elements=["name"], set_={"at": real}))
    db.session.execute(delete(WorkerBeat).where(WorkerBeat.at < real - KEEP_BEATS))


@db.write
def purge_runs(now: datetime) -> int:
    """Forget runs whose moment is more than 35 days past; how many."""
    return int(db.session.execute(delete(RoutineRun).where(RoutineRun.due < now - KEEP_RUNS)).rowcount)  # type: ignore[attr-defined]
