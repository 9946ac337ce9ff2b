"""Which days may be shut or opened by exception."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.desk.terms.office_closures import ClosurePlan, ClosureRefusal
from app.kernel.calendar import ONE_DAY, Calendar
from app.offices.terms import Closure, ClosureKind

MOST_DAYS = 62


def ground_against_closure(
    plan: ClosurePlan, standing: Iterable[Closure], today: date, calendar: Calendar
) -> ClosureRefusal | None:
    """Why the plan cannot be written, `standing` being the closures of its days; None where it can."""
    ground = ground_against_days(plan, today, calendar)
    if ground is not None:
        return ground
    same = any((each.kind, each.window) == (plan.kind, plan.window) for each in standing)
    return ClosureRefusal.ALREADY_SET if same else None


def ground_against_days(plan: ClosurePlan, today: date, calendar: Calendar) -> ClosureRefusal | None:
    """Why days such as these are never shut or opened, whatever stands there; asked before any of them is locked.

    Today may still be shut: an illness in the morning works at once (DESIGN 3.1).
    """
    if plan.last < plan.first:
        return ClosureRefusal.DAYS_REVERSED
    if plan.first < today:
        return ClosureRefusal.CLOSED_DAY_OVER
    if plan.last - plan.first >= timedelta(days=MOST_DAYS):
        return ClosureRefusal.TOO_MANY_DAYS
    if not (calendar.knows(plan.last + ONE_DAY) and calendar.is_official(plan.last)):
        return ClosureRefusal.BEYOND_CALENDAR
    if plan.kind is ClosureKind.EXTRA_OPEN and plan.window is None:
        return ClosureRefusal.HOURS_NEEDED
    return None


def days_of(plan: ClosurePlan) -> tuple[date, ...]:
    """Every day of the plan, in order."""
    return tuple(plan.first + timedelta(days=number) for number in range((plan.last - plan.first).days + 1))


def closures_of(plan: ClosurePlan, office_id: str) -> tuple[Closure, ...]:
    """The closures or extra openings the plan comes to, one a day."""
    return tuple(
        Closure(office_id=office_id, day=day, kind=plan.kind, window=plan.window, reason=plan.reason)
        for day in days_of(plan)
    )
