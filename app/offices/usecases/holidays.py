"""Taking announced holidays into the table."""

from datetime import datetime

from app.audit.effects import record
from app.db import db
from app.kernel.holidays import ANNOUNCED, Holiday, HolidayPlan
from app.offices.effects.holidays import carry_out, lock_holidays
from app.offices.queries.days import holiday_rows
from app.offices.rules.holiday_files import plan_of, read_holidays


def import_holidays(contents: bytes, *, now: datetime, dry_run: bool = False) -> HolidayPlan:
    """Take the announced holidays of a file into the table, or only tell what would change (DESIGN 4)."""
    announced = read_holidays(contents)
    return plan_of(holiday_rows(), announced) if dry_run else _take_in(announced, now)


@db.write
def _take_in(announced: tuple[Holiday, ...], now: datetime) -> HolidayPlan:
    lock_holidays()
    plan = plan_of(holiday_rows(), announced)
    carry_out(plan, by=None, reason=ANNOUNCED, now=now)
    told: dict[str, object] = {"official_until": str(plan.official_until), "days": len(plan.days)}
    record("offices.holidays_imported", by=None, subject="holidays:national", now=now, detail=told)
    return plan
