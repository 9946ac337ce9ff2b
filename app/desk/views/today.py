"""One day of an office: the page that is open all day long. Page and poll read the same rows (DESIGN 5)."""

from datetime import date, datetime, timedelta

from flask import Response, request, url_for

from app.booking.queries.outside import days_between
from app.booking.queries.shares import free_shares
from app.booking.queries.situation import with_days
from app.booking.terms.slots import Situation
from app.desk.queries.day import count_standing, day_lines
from app.desk.queries.series import has_alarm
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, day_asked, situation_around, standing
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import is_partial, respond

AHEAD = timedelta(days=13)
"""The next two weeks, today included."""


@blueprint.get("/<slug>/today")
@open_to(AT_THE_DESK)
def today(slug: str) -> Response:
    """The bookings of today, or of the day that is asked for."""
    moment = now()
    this_day = day_of(moment)
    day = day_asked(request.args.get("day", ""), this_day)
    looks_ahead = day == this_day and not is_partial()
    last = day + AHEAD if looks_ahead else day
    known = with_days(situation_around(slug, day, last, this_day), day, last)
    shares = free_shares(days_between(day, last), known, moment) if looks_ahead else ()
    return respond(
        "desk/today.html", "desk/_day_list.html", **day_context(known, day, moment), **ways(known, day), shares=shares
    )


def day_context(known: Situation, day: date, moment: datetime) -> dict[str, object]:
    """The rows of a day and what stands over them; `known` knows the day."""
    lines = day_lines(known, day, day, moment)
    return {
        **standing(known, moment),
        "day": day,
        "lines": lines,
        "standing": count_standing(lines),
        "marked": sum(each.is_marked for each in lines),
        "closed": known.calendar.closed_reason(day),
        "is_today": day == day_of(moment),
        "alarm": has_alarm(known.office.id),
    }


def ways(known: Situation, day: date) -> dict[str, object]:
    """Where one goes from a day."""
    slug = known.office.slug
    here = url_for("desk.today", slug=slug, day=day.isoformat())
    return {
        "here": here,
        "previous": url_for("desk.today", slug=slug, day=(day - ONE_DAY).isoformat()),
        "next": url_for("desk.today", slug=slug, day=(day + ONE_DAY).isoformat()),
    }
