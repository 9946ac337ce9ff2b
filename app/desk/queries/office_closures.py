"""What shutting or opening some days would do, shown before it is done."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.booking.queries.outside import bookings_ahead, changes_of_times, is_shut_by, situation_of_days
from app.booking.terms.outside import DayChange, HeldBooking
from app.booking.terms.slots import NOTHING_KNOWN, Situation
from app.desk.rules.office_closures import closures_of, days_of, ground_against_closure, ground_against_days
from app.desk.terms.office_closures import ClosurePlan, ClosureRefusal
from app.kernel.moments import day_of
from app.offices.queries.offices import calendar_of
from app.offices.terms import ClosureKind


@dataclass(frozen=True, kw_only=True)
class ClosurePreview:
    """Why it cannot be, else the times that come and go, and those booked in the hours that are shut."""

    ground: ClosureRefusal | None
    times: tuple[DayChange, ...] = ()
    booked: tuple[HeldBooking, ...] = ()


def preview_closure(office_id: str, plan: ClosurePlan, now: datetime) -> ClosurePreview:
    """What the plan would do to the office as it stands at `now`."""
    ground = ground_against_days(plan, day_of(now), calendar_of(office_id))
    if ground is not None:
        return ClosurePreview(ground=ground)
    before = situation_of_days(office_id, day_of(now), plan.first, plan.last)
    standing = [closure for day in days_of(plan) for closure in before.on(day).closures]
    ground = ground_against_closure(plan, standing, day_of(now), before.calendar)
    if ground is not None:
        return ClosurePreview(ground=ground)
    times = changes_of_times(days_of(plan), before, _with(before, plan))
    if plan.kind is ClosureKind.EXTRA_OPEN and not any(change.appearing for change in times):
        return ClosurePreview(ground=ClosureRefusal.NO_TIME_OPENS)
    return ClosurePreview(ground=None, times=times, booked=booked_in(office_id, plan, now))


def booked_in(office_id: str, plan: ClosurePlan, now: datetime) -> tuple[HeldBooking, ...]:
    """Those booked in the hours a closure shuts, in order of time; an opening shuts nobody out."""
    if plan.kind is not ClosureKind.CLOSED:
        return ()
    shut = {closure.day: closure for closure in closures_of(plan, office_id)}
    ahead = bookings_ahead(office_id, now, plan.first, plan.last)
    return tuple(each for each in ahead if is_shut_by(each.session, shut[day_of(each.session.starts_at)]))


def _with(situation: Situation, plan: ClosurePlan) -> Situation:
    days = dict(situation.days)
    for closure in closures_of(plan, situation.office.id):
        known = days.get(closure.day, NOTHING_KNOWN)
        days[closure.day] = replace(known, closures=(*known.closures, closure))
    return replace(situation, days=days)
