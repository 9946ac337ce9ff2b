"""Shutting days or hours, opening some by exception, and taking that back."""

from datetime import datetime

from app.audit import effects as audit
from app.booking.effects.bookings import lock_day
from app.booking.effects.closure_notices import tell_of_closure
from app.db import db
from app.desk.queries.acts import still_manages
from app.desk.queries.office_closures import preview_closure
from app.desk.rules.office_closures import closures_of, days_of, ground_against_days
from app.desk.terms.office_closures import NOTICE, ClosurePlan, ClosureRefusal, ClosureSet
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.effects.closures import add_closure, lift_closure
from app.offices.queries.closures import find_closure
from app.offices.queries.offices import calendar_of
from app.offices.terms import Closure


@db.write
def set_closures(
    office_id: str, plan: ClosurePlan, *, tell: bool, by: Identity, now: datetime
) -> ClosureSet | ClosureRefusal:
    """Shut or open the days of the plan, under the lock of each (DESIGN 3.1).

    Those booked there keep their bookings and wait for the desk; with `tell` each is told once, save who is
    told by telephone: the desk calls them (NGS-25).
    """
    if not still_manages(office_id, by, now):
        return ClosureRefusal.GRANT_ENDED
    ground = ground_against_days(plan, day_of(now), calendar_of(office_id))
    if ground is not None:
        return ground
    for day in days_of(plan):
        lock_day(office_id, day)
    seen = preview_closure(office_id, plan, now)
    if seen.ground is not None:
        return seen.ground
    told_of_all = 0
    for closure in closures_of(plan, office_id):
        closure_id = add_closure(closure, by=f"account:{by.account_id}", now=now)
        booked = [each.id for each in seen.booked if day_of(each.session.starts_at) == closure.day]
        told = tell_of_closure(NOTICE, booked, f"closure:{closure_id}", now) if tell else 0
        detail: dict[str, object] = {"day": closure.day.isoformat(), "booked": len(booked), "told": told}
        _record(f"desk.{closure.kind}", office_id, closure_id, by, now, detail)
        told_of_all += told
    return ClosureSet(days=len(days_of(plan)), told=told_of_all, to_call=len(seen.booked) - told_of_all if tell else 0)


@db.write
def take_back_closure(office_id: str, closure_id: int, *, by: Identity, now: datetime) -> Closure | ClosureRefusal:
    """Take back one day's closure or opening; its row stays. None of the office's under that id is a fault."""
    entry = find_closure(office_id, closure_id)
    if entry is None:
        raise LookupError(closure_id)
    if not still_manages(office_id, by, now):
        return ClosureRefusal.GRANT_ENDED
    lock_day(office_id, entry.closure.day)
    entry = find_closure(office_id, closure_id)
    if entry is None or entry.lifted_at is not None:
        return ClosureRefusal.ALREADY_LIFTED
    if entry.closure.day < day_of(now):
        return ClosureRefusal.CLOSED_DAY_OVER
    lift_closure(closure_id, by=f"account:{by.account_id}", now=now)
    _record("desk.closure_lifted", office_id, closure_id, by, now, {"day": entry.closure.day.isoformat()})
    return entry.closure


def _record(act: str, office_id: str, closure_id: int, by: Identity, now: datetime, detail: dict[str, object]) -> None:
    audit.record(act, by=by, subject=f"closure:{closure_id}", now=now, office_id=office_id, detail=detail)
