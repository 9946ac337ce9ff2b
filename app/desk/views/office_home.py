"""Where a manager sees how the office stands: what is set, what is coming, what must still be decided."""

from datetime import timedelta

from flask import Response

from app.accounts.queries.members import members_of
from app.booking.queries.stops import stop_entries
from app.desk.queries.office_retention import open_proposal
from app.desk.queries.use_extracts import extracts_of
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import office_page
from app.desk.views.scope import office_of, watches_agencies
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.announcements import announced_terms
from app.offices.queries.closures import closure_entries
from app.offices.queries.counselors import counselors_by_day
from app.offices.queries.drafts import find_draft
from app.offices.queries.policies import next_planned, version_on
from app.offices.queries.retention import retention_choices
from app.web.access import open_to
from app.web.clock import now

WEEK = timedelta(days=7)


@blueprint.get("/<slug>/office")
@open_to(Role.MANAGER)
def office_home(slug: str) -> Response:
    """Everything a manager may set, each with how it stands today."""
    office, moment = office_of(slug), now()
    today = day_of(moment)
    return office_page(
        "home",
        office,
        in_force=version_on(office.id, today),
        planned=next_planned(office.id, today),
        closures=[entry for entry in closure_entries(office.id, today) if entry.lifted_at is None],
        stops=[entry for entry in stop_entries(office.id) if entry.lifted_at is None and not entry.is_over(moment)],
        announced=announced_terms(office.terms_set, moment),
        draft=find_draft(office.terms_set),
        retention=retention_choices(office.id),
        proposal=open_proposal(office.id),
        extract_waits=any(each.settled_at is None for each in extracts_of(office.id)),
        members=members_of(office.id, moment),
        counselors=counselors_by_day(office.id, today, today + WEEK),
        watches=watches_agencies(moment),
    )
