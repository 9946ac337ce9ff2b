"""What closes the information service besides its regular stops: urgent maintenance and access limits (11, 16)."""

from collections.abc import Iterable
from datetime import datetime

from app.agencies.terms.maintenance import MaintenanceStop
from app.kernel.steps import Steps
from app.oversight.terms.stops import ADDRESSES, ClosedBy, Closing, LimitedPages, LimitEntry, LimitPlan, StopRefusal

NO_TIME = 60
"""Seconds after which to ask again where nobody knows the end."""


def regular_closing(stop: MaintenanceStop, steps: Steps) -> Closing:
    """A closing by the daily or the month-end stop (AGY-119, AGY-120; 16(1)(2))."""
    return Closing(by=ClosedBy.REGULAR, until=stop.until, steps=steps)


def urgent_closing(reason: str, steps: Steps) -> Closing:
    """A closing by urgent maintenance, which needs no notice and lasts until operations end it (AGY-121, 16)."""
    return Closing(by=ClosedBy.URGENT, reason=reason, steps=steps)


def limit_closing(path: str, limits: Iterable[LimitEntry], now: datetime) -> Closing | None:
    """The closing of an address by an access limit in force, the one that lasts longest (AGY-107, 11)."""
    found = [each for each in limits if limits_at(each, now) and is_limited(path, each.plan.pages)]
    last = max(found, key=lambda each: each.plan.ends_at, default=None)
    return Closing(by=ClosedBy.LIMIT, until=last.plan.ends_at, reason=last.plan.reason) if last else None


def limits_at(limit: LimitEntry, now: datetime) -> bool:
    """Whether a limit is in force: from its beginning until its end, or until it is lifted."""
    return limit.plan.begins_at <= now < limit.plan.ends_at and limit.lifted_at is None


def is_over(limit: LimitEntry, now: datetime) -> bool:
    """Whether a limit closes nothing any more."""
    return limit.lifted_at is not None or limit.plan.ends_at <= now


def is_limited(path: str, pages: LimitedPages) -> bool:
    """Whether an address belongs to what is closed."""
    return any(path == each or path.startswith(f"{each}/") for each in ADDRESSES[pages])


def ground_against_limit(plan: LimitPlan, now: datetime) -> StopRefusal | None:
    """Why an access limit cannot be posted: agencies are told before it begins (AGY-107, 11)."""
    if plan.begins_at <= now:
        return StopRefusal.NOT_TOLD_BEFORE
    return StopRefusal.TIMES_REVERSED if plan.ends_at <= plan.begins_at else None


def retry_after(closing: Closing, now: datetime) -> int:
    """In how many seconds to ask again; at least one."""
    return NO_TIME if closing.until is None else max(1, int((closing.until - now).total_seconds()) + 1)
