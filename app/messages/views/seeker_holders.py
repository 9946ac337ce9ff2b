"""A seeker has deleted what an agency holds that never wrote: from the page of the own record (AGY-049)."""

from flask import Response, abort, url_for

from app.agencies.queries.lookup import AgencyLine, agency_lines
from app.agencies.queries.participation import agency_of_code
from app.kernel.roles import Role
from app.messages.terms.seeker import DemandRefusal
from app.messages.usecases.demanding import demand_deletion
from app.messages.views.seeker import blueprint
from app.seekers.queries.own import find_own, has_held
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, respond


@blueprint.get("/me/record/holders/<code>/deletion")
@open_to(Role.SEEKER)
def holder_deletion(code: str) -> Response:
    """What a demand to delete does, and the button."""
    return deletion_page(holder(code)[1], code)


@blueprint.post("/me/record/holders/<code>/deletion")
@open_to(Role.SEEKER)
def demand_of_holder(code: str) -> Response:
    """Have deleted what the agency holds (AGY-049)."""
    record_id, agency = holder(code)
    refusal = demand_deletion(record_id, agency.id, by=current_identity(), now=now())
    return deletion_page(agency, code, refusal) if refusal else go(url_for("seekers_own.record", done="deleted"))


def holder(code: str) -> tuple[int, AgencyLine]:
    """The own record and the agency of an address, which holds it or held it once; 404 for any other."""
    record_id = find_own(current_identity().account_id or abort(404)) or abort(404)
    agency_id, _ = agency_of_code(code) or abort(404)
    if not has_held(record_id, agency_id):
        abort(404)
    return record_id, agency_lines(frozenset({agency_id}))[agency_id]


def deletion_page(agency: AgencyLine, code: str, refusal: DemandRefusal | None = None) -> Response:
    """The page that demands, the same as that of a thread."""
    return respond(
        "messages/inbox_deletion.html",
        "messages/_inbox_deletion.html",
        status=409 if refusal else 200,
        thread=None,
        agency=agency,
        action=url_for("messages_inbox.demand_of_holder", code=code),
        refusal=refusal.value if refusal else None,
    )
