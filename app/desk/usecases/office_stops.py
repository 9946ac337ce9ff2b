"""Stopping the service, and lifting a stop (KNG-51). Nothing that is booked is lost."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.stops import add_stop, lift_stop
from app.db import db
from app.desk.queries.acts import still_manages
from app.desk.rules.office_stops import ground_against_stop
from app.desk.terms.office_stops import StopPlan, StopRefusal
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.queries.offices import policy_in_force


@db.write
def stop_service(office_id: str, plan: StopPlan, *, by: Identity, now: datetime) -> StopRefusal | None:
    """Stop all of the service or the sessions of some hours: the public form refuses at once, with the notice."""
    if not still_manages(office_id, by, now):
        return StopRefusal.GRANT_ENDED
    ground = ground_against_stop(plan.stop, policy_in_force(office_id, day_of(now)), now)
    if ground is not None:
        return ground
    stop_id = add_stop(office_id, plan.ground, plan.stop, by=account_of(by), now=now)
    detail: dict[str, object] = {
        "ground": plan.ground.name,
        "everything": plan.stop.everything,
        "since": plan.stop.since.isoformat(),
        "until": plan.stop.until.isoformat() if plan.stop.until else None,
    }
    _record("desk.service_stopped", office_id, stop_id, by, now, detail)
    return None


@db.write
def resume_service(office_id: str, stop_id: int, *, by: Identity, now: datetime) -> StopRefusal | None:
    """Lift a stop of the office; what it kept shut can be booked again."""
    if not still_manages(office_id, by, now):
        return StopRefusal.GRANT_ENDED
    if not lift_stop(stop_id, by=account_of(by), now=now):
        return StopRefusal.ALREADY_LIFTED
    _record("desk.service_resumed", office_id, stop_id, by, now, {})
    return None


def account_of(by: Identity) -> int:
    """The account acting; a manager always has one."""
    if by.account_id is None:
        raise ValueError("only an account stops a service")
    return by.account_id


def _record(act: str, office_id: str, stop_id: int, by: Identity, now: datetime, detail: dict[str, object]) -> None:
    audit.record(act, by=by, subject=f"stop:{stop_id}", now=now, office_id=office_id, detail=detail)
