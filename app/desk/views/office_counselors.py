"""Who counsels on which day: a week at a time."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from flask import Response, request, url_for

from app.desk.forms.office_typed import day
from app.desk.queries.office_counselors import roster, roster_base, roster_days, week_of
from app.desk.terms.office_counselors import RosterRefusal, RosterRow
from app.desk.usecases.office_counselors import set_roster
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import day_in, office_page
from app.desk.views.scope import actor, office_of
from app.kernel.roles import Role
from app.offices.queries.offices import calendar_of
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.fields import takes
from app.web.htmx import go

ONE_WEEK = timedelta(days=7)
NOBODY = 0


@blueprint.get("/<slug>/office/counselors")
@open_to(Role.MANAGER)
def office_counselors(slug: str) -> Response:
    """The week of a day, this week without one; with `like=before` filled in as the week before it."""
    office = office_of(slug)
    return week_page(office, week_asked(office), like_week_before=request.args.get("like") == "before")


@blueprint.post("/<slug>/office/counselors")
@open_to(Role.MANAGER)
@takes("on")
def set_counselors(slug: str) -> Response:
    """Write the week down as it was ticked."""
    office = office_of(slug)
    week = week_asked(office)
    chosen = [ticked(text) for text in request.form.getlist("on")]
    refusal = set_roster(office.id, week, chosen, base=request.form.get("base", ""), by=actor(), now=now())
    if refusal is not None:
        return week_page(office, week, status=409, refusal=refusal, typed=chosen)
    return go(url_for("desk.office_counselors", slug=slug, week=week[0].isoformat(), done="set"))


def week_page(
    office: Office,
    week: tuple[date, ...],
    *,
    status: int = 200,
    like_week_before: bool = False,
    refusal: RosterRefusal | None = None,
    typed: Collection[tuple[int, date]] | None = None,
) -> Response:
    """The page of a week; with `typed` ticked as it was sent, beside what is written down."""
    moment = now()
    rows = roster(office.id, week, moment, like_week_before=like_week_before)
    return office_page(
        "counselors",
        office,
        status=status,
        days=roster_days(office.id, week, moment),
        rows=rows if typed is None else tuple(as_ticked(row, typed) for row in rows),
        written=rows,
        base=roster_base(office.id, week),
        week=week,
        before=week[0] - ONE_WEEK,
        after=week[0] + ONE_WEEK,
        copied=like_week_before,
        refusal=refusal.value if refusal else None,
    )


def as_ticked(row: RosterRow, typed: Collection[tuple[int, date]]) -> RosterRow:
    """A person's row with the days that were ticked instead of those written down."""
    return replace(row, days=frozenset(day for account, day in typed if account == row.account_id))


def week_asked(office: Office) -> tuple[date, ...]:
    """The week of the day in the address or the form, of today where there is none we know."""
    calendar, asked = calendar_of(office.id), day_in("week")
    known = asked is not None and calendar.knows(asked - ONE_WEEK) and calendar.knows(asked + ONE_WEEK)
    return week_of(asked if asked and known else today())


def ticked(text: str) -> tuple[int, date]:
    """`7:2026-05-13` as account and day; what is no such pair is nobody on the first of days."""
    account, _, written = text.partition(":")
    found = day(written)
    number = int(account) if account.isascii() and account.isdigit() and len(account) < 10 else NOBODY
    return number, found or date.min
