"""Changing the table of holidays inside somebody's transaction, each day with who did it and why."""

from datetime import datetime

from sqlalchemy import select

from app.audit.effects import actor_of
from app.db import db
from app.kernel.holidays import HolidayPlan
from app.kernel.roles import Identity
from app.offices.effects.offices import drop_holidays, put_holidays
from app.offices.models.holidays import HolidayChangeRow
from app.offices.models.offices import HolidayRow


def lock_holidays() -> None:
    """Let whoever changes the table wait for whoever is changing it; SQLite has one writer anyway."""
    db.session.execute(select(HolidayRow.day).order_by(HolidayRow.day).with_for_update()).all()


def carry_out(plan: HolidayPlan, *, by: Identity | None, reason: str, now: datetime) -> None:
    """Write what a plan says."""
    touched = [each.day for each in (*plan.days, *plan.removed)]
    named = select(HolidayRow.day, HolidayRow.name).where(HolidayRow.day.in_(touched))
    before = {row.day: row.name for row in db.session.execute(named)}
    gone = {each.day for each in plan.removed}
    db.session.add_all(
        HolidayChangeRow(
            day=each.day,
            name_before=before.get(each.day),
            name_after=None if each.day in gone else each.name,
            official=each.official,
            reason=reason,
            changed_by=actor_of(by),
            changed_at=now,
        )
        for each in (*plan.days, *plan.removed)
    )
    put_holidays(((each.day, each.name, each.official) for each in plan.days), now=now)
    drop_holidays(gone)
