"""Operations change the national holidays: one day, or all that an official file announces (DESIGN 4)."""

from datetime import datetime

from app.audit.effects import record
from app.db import db
from app.desk.rules.holidays import is_empty, mark_of, plan_of_wish
from app.desk.terms.holidays import HolidayRefusal, WantedHoliday
from app.kernel.holidays import ANNOUNCED, HolidayPlan
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.offices.effects.holidays import carry_out, lock_holidays
from app.offices.queries.days import holiday_rows
from app.offices.queries.holidays import plan_of_file
from app.oversight.queries.authority import still_is


@db.write
def change_holiday(
    wanted: WantedHoliday, *, seen: str, reason: str, by: Identity, now: datetime
) -> HolidayPlan | HolidayRefusal:
    """Make a day a holiday, give it another name, or end it; only as it was `seen` before the press."""
    if not still_is(Role.OPERATIONS, by, now):
        return HolidayRefusal.GRANT_ENDED
    lock_holidays()
    plan = plan_of_wish(wanted, holiday_rows(), day_of(now))
    if isinstance(plan, HolidayRefusal):
        return plan
    if mark_of(plan) != seen:
        return HolidayRefusal.CHANGED_SINCE
    carry_out(plan, by=by, reason=reason, now=now)
    record("offices.holiday_changed", by=by, subject=f"holiday:{wanted.day}", now=now)
    return plan


@db.write
def announce_holidays(contents: bytes, *, seen: str, by: Identity, now: datetime) -> HolidayPlan | HolidayRefusal:
    """Take in an official file, as it was `seen` before the press; raises `HolidayFileRefused`."""
    if not still_is(Role.OPERATIONS, by, now):
        return HolidayRefusal.GRANT_ENDED
    lock_holidays()
    plan = plan_of_file(contents)
    if is_empty(plan):
        return HolidayRefusal.NOTHING_CHANGES
    if mark_of(plan) != seen:
        return HolidayRefusal.CHANGED_SINCE
    carry_out(plan, by=by, reason=ANNOUNCED, now=now)
    told: dict[str, object] = {"official_until": str(plan.official_until), "days": len(plan.days)}
    record("offices.holidays_imported", by=by, subject="holidays:national", now=now, detail=told)
    return plan
