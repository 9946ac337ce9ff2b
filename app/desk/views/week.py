"""A week of an office, a row for each counselor."""

from datetime import date

from flask import render_template, request, url_for

from app.accounts.queries.people import names_of
from app.booking.queries.lines import lines_of_days
from app.desk.rules.week import rows_by_counselor, week_around
from app.desk.terms.week import WeekRow
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, day_asked, situation_around, standing
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.offices.queries.counselors import counselors_by_day
from app.web.access import open_to
from app.web.clock import now

SATURDAY = 5


@blueprint.get("/<slug>/week")
@open_to(AT_THE_DESK)
def week(slug: str) -> str:
    """The week of today, or of the day that is asked for."""
    moment = now()
    today = day_of(moment)
    days = week_around(day_asked(request.args.get("day", ""), today))
    known = situation_around(slug, days[0], days[-1], today)
    lines = lines_of_days(known.office.id, days[0], days[-1], moment)
    duty = counselors_by_day(known.office.id, days[0], days[-1])
    rows = rows_by_counselor(lines, duty)
    return render_template(
        "desk/week.html",
        rows=rows,
        people=names_of(row.account_id for row in rows if row.account_id is not None),
        days=shown_days(days, rows),
        **ways(slug, days, today),
        **standing(known, moment),
    )


def shown_days(days: tuple[date, ...], rows: tuple[WeekRow, ...]) -> list[date]:
    """Monday to Friday, and of the rest the days on which something is."""
    busy = {day for row in rows for day in (*row.by_day, *row.on_duty)}
    return [day for day in days if day.weekday() < SATURDAY or day in busy]


def ways(slug: str, days: tuple[date, ...], today: date) -> dict[str, object]:
    """The weeks before and after, and each day's own page."""
    return {
        "monday": days[0],
        "sunday": days[-1],
        "today": today,
        "previous": url_for("desk.week", slug=slug, day=(days[0] - ONE_DAY).isoformat()),
        "next": url_for("desk.week", slug=slug, day=(days[-1] + ONE_DAY).isoformat()),
        "pages": {day: url_for("desk.today", slug=slug, day=day.isoformat()) for day in days},
    }
