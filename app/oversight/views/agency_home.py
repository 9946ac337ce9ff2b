"""The first page of an agency: where it stands, and what it has to do (AGY-003, AGY-092)."""

from flask import abort, render_template

from app.agencies.queries.participation import find_standing
from app.kernel.roles import Role
from app.oversight.queries.requests import open_requests
from app.oversight.views.blueprints import agency
from app.web.access import current_identity, open_to
from app.web.clock import now


@agency.get("")
@open_to(Role.AGENCY)
def home() -> str:
    """State, services with their limits, and what waits for an answer."""
    agency_id = current_identity().agency_id or abort(404)
    return render_template(
        "oversight/agency_home.html",
        standing=find_standing(agency_id, now()),
        requests=[each for each in open_requests(agency_id) if each.answered_at is None],
    )
