"""The guide page of an office: how to use it, and the next day that can be booked, with the reason.

It stands with booking because it gathers the office's settings and booking's dates (DESIGN 2).
"""

from datetime import datetime, timedelta

from flask import Blueprint, render_template

from app.booking.queries.stops import stops_of
from app.booking.rules.dates import booking_close, first_bookable_day
from app.booking.rules.stops import notice_at
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.kernel.roles import ANYONE
from app.offices.queries import offices
from app.offices.queries.announcements import announced_terms
from app.offices.queries.withdrawals import withdrawn_before_their_day
from app.offices.terms import Office, Policy
from app.web.access import open_to
from app.web.clock import now
from app.web.steps import sentences

blueprint = Blueprint("booking_guide", __name__)
ANNOUNCED_DAYS = 30


@blueprint.get("/offices/<slug>")
@open_to(ANYONE)
def show(slug: str) -> str:
    """What an applicant should know before booking, true to the office's policy of today."""
    office = offices.get_office(slug)
    moment = now()
    today = day_of(moment)
    policy = offices.policy_in_force(office.id, today)
    calendar = offices.calendar_of(office.id)
    terms = offices.terms_in_force(office.terms_set, today)
    return render_template(
        "offices/guide.html",
        office=office,
        policy=policy,
        terms=terms,
        liability_label=offices.label_of_liability(terms),
        closures=offices.closures_between(office.id, today, today + timedelta(days=ANNOUNCED_DAYS)),
        answers_now=offices.answers_at(policy, calendar, moment),
        coming_terms=announced_terms(office.terms_set, moment),
        withdrawn_terms=withdrawn_before_their_day(office.terms_set, moment),
        service_stop=notice_at(stops_of(office.id), moment),
        **next_day(office, policy, calendar, moment),
    )


def next_day(office: Office, policy: Policy, calendar: Calendar, moment: datetime) -> dict[str, object]:
    """The first day whose limit is not over, its limit and the reasons; nothing where the office is not open yet."""
    day = first_bookable_day(moment, policy, calendar) if office.ready else None
    if day is None:
        return {"next_day": None, "closes_at": None, "reasons": []}
    close = booking_close(day, policy, calendar)
    return {"next_day": day, "closes_at": close.value, "reasons": sentences(close.steps)}
