"""Intake by telephone and at the counter: a time from the desk's picker (KNG-17, KNG-19, MYK-14, NGS-14, KRS-10)."""

from flask import render_template, request, url_for

from app.booking.queries.intake import desk_times, is_late, may_waive, ways_of_intake
from app.booking.queries.situation import with_days
from app.desk.forms.slots import slot_text
from app.desk.rules.week import week_around
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, day_asked, policy_of, situation_around, standing
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import JST, day_of
from app.kernel.slots import DayTimes
from app.web.access import open_to
from app.web.clock import now
from app.web.filters import jday


@blueprint.get("/<slug>/intake")
@open_to(AT_THE_DESK)
def intake(slug: str) -> str:
    """The week of today, or of the day that is asked for, with every seat of the office."""
    moment = now()
    today = day_of(moment)
    days = week_around(day_asked(request.args.get("day", ""), today))
    known = with_days(situation_around(slug, days[0], days[-1], today), days[0], days[-1])
    times = [day for day in desk_times(days, known, moment) if day.times and day.day >= today]
    return render_template(
        "desk/intake.html",
        takes_calls=bool(ways_of_intake(policy_of(known, days[-1]))),
        waivable=may_waive(policy_of(known, days[-1])),
        hours=sorted({time.starts_at.astimezone(JST).time() for day in times for time in day.times}),
        times=times,
        heads=[f"{jday(day.day)}{'　受付の締切後' if is_late(day, moment) else ''}" for day in times],
        slot_text=slot_text,
        by_hour=by_hour,
        monday=days[0],
        sunday=days[-1],
        previous=url_for("desk.intake", slug=slug, day=(days[0] - ONE_DAY).isoformat()) if days[0] > today else None,
        next=url_for("desk.intake", slug=slug, day=(days[-1] + ONE_DAY).isoformat()),
        **standing(known, moment),
    )


def by_hour(day: DayTimes) -> dict[object, object]:
    """The times of a day by their hour."""
    return {time.starts_at.astimezone(JST).time(): time for time in day.times}
