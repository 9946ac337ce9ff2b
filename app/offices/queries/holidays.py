"""The table of holidays as operations see it: what a file would change, and what was changed before."""

import csv
import io
from datetime import date

from sqlalchemy import select

from app.db import db
from app.kernel.holidays import Holiday, HolidayChange, HolidayPlan
from app.offices.models.holidays import HolidayChangeRow
from app.offices.queries.days import holiday_rows
from app.offices.rules.holiday_files import plan_of, read_holidays

HEAD = ("月日", "名称")
MOST_TOLD = 200


def plan_of_file(contents: bytes) -> HolidayPlan:
    """What a file changes; raises `HolidayFileRefused`."""
    return plan_of(holiday_rows(), read_holidays(contents))


def shortened(contents: bytes) -> str:
    """The same file with the years of the table only, small enough to be carried on a page that asks once more."""
    first = min((each.day.year for each in holiday_rows()), default=0)
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(HEAD)
    lines.writerows((f"{day.day:%Y/%m/%d}", day.name) for day in read_holidays(contents) if day.day.year >= first)
    return text.getvalue()


def find_holiday(day: date) -> Holiday | None:
    """A day of the table."""
    return next((each for each in holiday_rows() if each.day == day), None)


def holiday_changes(year: int) -> tuple[HolidayChange, ...]:
    """What was changed about the days of a year, the newest first."""
    wanted = select(HolidayChangeRow).where(HolidayChangeRow.day.between(date(year, 1, 1), date(year, 12, 31)))
    newest = wanted.order_by(HolidayChangeRow.changed_at.desc(), HolidayChangeRow.day, HolidayChangeRow.id)
    return tuple(
        HolidayChange(
            day=row.day,
            before=row.name_before,
            after=row.name_after,
            reason=row.reason,
            by=row.changed_by,
            at=row.changed_at,
        )
        for row in db.session.scalars(newest.limit(MOST_TOLD))
    )
