"""What the manager set in the month."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from app.desk.queries.office_counselors import roster_base
from app.desk.terms.office_closures import ClosurePlan
from app.desk.usecases.office_closures import set_closures
from app.desk.usecases.office_counselors import set_roster
from app.kernel.hours import Window
from app.kernel.roles import Identity
from app.offices.queries.offices import calendar_of
from app.offices.terms import ClosureKind

WEEKDAYS = "月火水木金土日"
MANAGER = "kato"


def shut(office: str, day: date, by: dict[str, Identity], now: datetime, reason: str, *hours: str) -> object:
    """A day is shut, wholly or for the hours given; those booked there are told."""
    window = Window(*(time.fromisoformat(hour) for hour in hours)) if hours else None
    plan = ClosurePlan(kind=ClosureKind.CLOSED, first=day, last=day, window=window, reason=reason)
    return set_closures(office, plan, tell=True, by=by[MANAGER], now=now)


def roster(office: str, day: date, by: dict[str, Identity], now: datetime, *people: str) -> object:
    """Who counsels on which open days of the week of `day`: 「suzuki 月火木」."""
    monday = day - timedelta(days=day.weekday())
    week = tuple(monday + timedelta(days=number) for number in range(len(WEEKDAYS)))
    named = [entry.partition(" ") for entry in people]
    down = [(by[who].account_id or 0, week[WEEKDAYS.index(sign)]) for who, _, signs in named for sign in signs]
    chosen = [each for each in down if calendar_of(office).is_open(each[1])]
    return set_roster(office, week, chosen, base=roster_base(office, week), by=by[MANAGER], now=now)


MANAGED: Mapping[str, Callable[..., object]] = {"shut": shut, "roster": roster}
"""What may happen to the office."""
