"""Where the agencies' pages of seekers hang, and the door before them."""

from flask import Blueprint, Response, abort, make_response, render_template, request

from app.seekers.queries.doors import why_closed
from app.web.access import current_identity
from app.web.clock import now

agency = Blueprint("seekers_agency", __name__)
"""/agency: whom an agency finds, acquires and holds."""

ALWAYS_OPEN = frozenset({"seekers_agency.deletions", "seekers_agency.deletions_file", "seekers_agency.attest"})
"""What was deleted, and that its own copies are: an agency whose use is over still shows and says it (AGY-055)."""


def own_agency() -> int:
    """The agency of the person acting."""
    return current_identity().agency_id or abort(404)


@agency.before_request
def door() -> Response | None:
    """Nothing for an agency whose seeker service is open; else the page that says why it is closed."""
    if request.endpoint in ALWAYS_OPEN:
        return None
    closed = why_closed(own_agency(), now())
    if closed is None:
        return None
    return make_response(render_template("seekers/closed.html", why=closed.value), 403)
