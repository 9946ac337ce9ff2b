"""Which changes of the holidays may be made by hand, and what they change (DESIGN 4)."""

import hashlib
from collections.abc import Iterable
from datetime import date

from app.desk.terms.holidays import FEWEST_IN_A_YEAR, HolidayRefusal, WantedHoliday
from app.kernel.holidays import Holiday, HolidayPlan


def plan_of_wish(wanted: WantedHoliday, table: Iterable[Holiday], today: date) -> HolidayPlan | HolidayRefusal:
    """What one day changes. Its mark is that of its year, for holidays are announced by whole years (DESIGN 4)."""
    held = {each.day: each for each in table}
    ground = _ground_against(wanted, held, today)
    if ground is not None:
        return ground
    announced = max((day.year for day, each in held.items() if each.official), default=date.min.year)
    before = held.get(wanted.day)
    after = Holiday(day=wanted.day, name=wanted.name or "", official=wanted.day.year <= announced)
    return HolidayPlan(
        added=() if before else (after,),
        removed=(before,) if before and wanted.name is None else (),
        renamed=(after,) if before and wanted.name else (),
        confirmed=(),
        official_until=date(announced, 12, 31),
    )


def _ground_against(wanted: WantedHoliday, held: dict[date, Holiday], today: date) -> HolidayRefusal | None:
    if wanted.day < today:
        return HolidayRefusal.DAY_OVER
    if wanted.day.year not in {day.year for day in held}:
        return HolidayRefusal.BEYOND_TABLE
    before = held.get(wanted.day)
    if wanted.name is not None:
        return HolidayRefusal.NOTHING_CHANGES if before and before.name == wanted.name else None
    if before is None:
        return HolidayRefusal.NO_HOLIDAY
    left = sum(day.year == wanted.day.year for day in held) - 1
    return HolidayRefusal.TOO_FEW if left < FEWEST_IN_A_YEAR else None


def mark_of(plan: HolidayPlan) -> str:
    """By what a press shows that it saw just this plan: the same for the same changes only."""
    return hashlib.sha256(repr(plan).encode()).hexdigest()[:32]


def is_empty(plan: HolidayPlan) -> bool:
    """Whether nothing changes."""
    return not (plan.days or plan.removed)
