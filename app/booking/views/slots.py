"""The picker: a week of free times, with words for every mark and the reason for every closed one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from flask import Response, get_template_attribute, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.booking.queries.situation import situation_since, with_days
from app.booking.rules.ground import ground_of_office
from app.booking.rules.slots import days_between, first_free, is_shown, times_of_day, week_of, window_of
from app.booking.rules.stops import notice_at
from app.booking.terms.slots import Situation
from app.booking.views.blueprint import blueprint
from app.booking.views.next_free import OfficeCard, others_with_next_free
from app.booking.views.parsing import day_from
from app.booking.views.week import columns_of, rows_of, span_of
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.kernel.roles import ANYONE
from app.kernel.slots import DayTimes, SlotTime
from app.offices.queries.offices import last_answered
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import respond

Week = tuple[date, ...]


@blueprint.get("/offices/<slug>/slots")
@open_to(ANYONE)
def slots(slug: str) -> Response:
    """The week of any day; without one, or with none we know, the week of the first free time."""
    moment = now()
    today, day = day_of(moment), day_from(request.args.get("week", ""))
    monday = week_of(today)[0]
    known = situation_since(slug, today, monday, around=(today, day or today))
    asked = week_of(day) if day and is_shown(day, known.calendar) else None
    if asked and asked[0] < monday:
        known = with_days(known, asked[0], window_of(known, moment)[1])
    words = words_of(known, asked, moment.replace(microsecond=0), str(get_locale()))
    others = others_for(known, moment) if words["empty"] and not words["ground"] else ()
    return respond("booking/slots.html", "booking/_week.html", others=others, **words)


def others_for(known: Situation, moment: datetime) -> tuple[OfficeCard, ...]:
    """Where else the same is offered and free, while the week in sight has nothing."""
    policy = known.policy_on(day_of(moment)) or known.policies[-1][2]
    return others_with_next_free(known.office, policy, moment)


@lru_cache(maxsize=64)
def words_of(known: Situation, asked: Week | None, second: datetime, language: str) -> Mapping[str, object]:
    """What page and partial show of these facts in this second, in the language of the request.

    The facts are read from the database for every request and are the key: many who look at once are worded once,
    and what changed in between is other facts.
    """
    # Kept because wording a week costs as much as all the rest of the page: without it the page does half as many
    # requests a second. Nothing outdated can come of it, since the facts themselves are never kept.
    window = window_of(known, second)
    has_free = asked is not None and first_free(asked, known, second) is not None
    earliest = None if has_free else first_free(days_between(*window), known, second)
    shown = asked or week_of(day_of(earliest.starts_at) if earliest else window[0])
    return context(known, shown, earliest, second)


def context(known: Situation, week: Week, earliest: SlotTime | None, moment: datetime) -> dict[str, object]:
    """What page and partial show. `earliest` is the first free time where the week itself has none."""
    office = known.office
    today = day_of(moment)
    policy = known.policy_on(today)
    ground = ground_of_office(office.ready, policy)
    days = [times_of_day(day, known, moment) for day in week]
    if ground:
        days = [within_hours(day, known) for day in days]
    empty = not any(time.is_free for day in days for time in day.times)
    return {
        "office": office,
        "policy": policy,
        "ground": ground,
        "title": span_of(week),
        "table": table_of(days, week, office.slug, bookable=ground is None),
        "previous": week_link(office.slug, week[0] - ONE_DAY, known) if week[0] > today else None,
        "next": week_link(office.slug, week[-1] + ONE_DAY, known),
        "empty": empty,
        "earliest": earliest if empty else None,
        "stop": notice_at(known.stops, moment),
    }


def within_hours(day: DayTimes, known: Situation) -> DayTimes:
    """The day with the last hour in which one can still call for it, where nothing can be booked on the site."""
    policy = known.policy_on(day.day)
    last = last_answered(policy, known.calendar, day.closes.value) if policy and day.closes else None
    return replace(day, closes=replace(day.closes, value=last)) if day.closes and last else day


def table_of(days: Sequence[DayTimes], week: Week, slug: str, *, bookable: bool) -> Markup:
    """The week as a table, ready for the page."""
    week_table = get_template_attribute("_macros/calendar.html", "week_table")
    caption = _("%(title)sの空き時間", title=span_of(week))
    rows = rows_of(days, slug, bookable=bookable)
    return Markup(week_table(caption, columns_of(days), rows, still=not bookable))  # noqa: S704


def week_link(slug: str, day: date, known: Situation) -> str | None:
    """The link to the week of `day`; None where the calendar does not know it."""
    return url_for("booking.slots", slug=slug, week=day.isoformat()) if is_shown(day, known.calendar) else None
