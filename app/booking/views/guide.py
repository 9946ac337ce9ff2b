"""The guide page of an office: how to use it, and the next day that can be booked, with the reason.

It stands with booking because it gathers the office's settings and booking's dates (DESIGN 2).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from flask import Blueprint, render_template
from flask_babel import gettext as _

from app.booking.queries.situation import situation_since
from app.booking.rules.next_day import next_bookable_day, whys_of
from app.booking.rules.slots import days_between
from app.booking.rules.stops import notice_at
from app.booking.terms.slots import Situation
from app.booking.views.terms_kind import kind_of
from app.booking.views.week import why_time
from app.kernel.moments import day_of
from app.kernel.roles import ANYONE
from app.kernel.slots import DayTimes
from app.offices.queries import offices
from app.offices.queries.announcements import announced_terms
from app.offices.queries.withdrawals import withdrawn_before_their_day
from app.offices.terms import Closure
from app.web.access import open_to
from app.web.clock import now
from app.web.filters import jday
from app.web.steps import sentences

blueprint = Blueprint("booking_guide", __name__)
ANNOUNCED_DAYS = 30


@blueprint.get("/offices/<slug>")
@open_to(ANYONE)
def show(slug: str) -> str:
    """What an applicant should know before booking, true to the office's policy of today."""
    moment = now()
    today = day_of(moment)
    known = situation_since(slug, today, today, around=())
    office, policy = known.office, known.policy_on(today) or known.policies[-1][2]
    terms = offices.terms_in_force(office.terms_set, today)
    return render_template(
        "offices/guide.html",
        office=office,
        policy=policy,
        terms=terms,
        terms_kind=kind_of(terms),
        liability_label=offices.label_of_liability(terms),
        closures=announced_closures(known, today),
        answers_now=offices.answers_at(policy, known.calendar, moment),
        coming_terms=announced_terms(office.terms_set, moment),
        withdrawn_terms=withdrawn_before_their_day(office.terms_set, moment),
        service_stop=notice_at(known.stops, moment),
        **words_of_next_day(known, moment),
    )


def announced_closures(known: Situation, today: date) -> list[Closure]:
    """The days of the coming month that are shut or opened by exception."""
    coming = days_between(today, today + timedelta(days=ANNOUNCED_DAYS))
    return [closure for day in coming for closure in known.on(day).closures]


def words_of_next_day(known: Situation, moment: datetime) -> dict[str, object]:
    """The first day with a time to book, its limit and the reasons; without one, why; nothing before the opening."""
    if not known.office.ready:
        return {"next_day": None, "closes_at": None, "last_call": None, "reasons": []}
    found = next_bookable_day(known, moment)
    close = found.day.closes if found.day else None
    last_call = offices.last_answered(known.policies[-1][2], known.calendar, close.value) if close else None
    return {
        "next_day": found.day.day if found.day else None,
        "closes_at": close.value if close else None,
        "last_call": last_call if last_call and last_call > moment else None,
        "reasons": [*words_of_passed(found.passed), *(sentences(close.steps) if close else ())],
        "last_day": found.last,
    }


def words_of_passed(passed: Iterable[DayTimes]) -> list[str]:
    """Why the days passed over cannot be booked: each reason once, with its first day and how many follow it."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for each in passed:
        for why in whys_of(each):
            days[why_time(why, each)].append(each.day)
    return [_("%(day)s：%(why)s", day=_first_of(found), why=why) for why, found in days.items()]


def _first_of(days: list[date]) -> str:
    more = len(days) - 1
    return _("%(day)sほか%(number)s日", day=jday(days[0]), number=more) if more else jday(days[0])
