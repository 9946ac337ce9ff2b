"""Letters to many, how far each has come, what became of each person (AGY-051, AGY-060)."""

from flask import Response, abort, render_template, request, url_for

from app.accounts.queries.people import names_of
from app.agencies.queries.participation import find_standing
from app.kernel.roles import Role
from app.messages.queries.dispatches import dispatches_of, find_progress, letter_of, people_of
from app.messages.terms.messages import DispatchState, Progress
from app.messages.usecases.dispatching import cancel_dispatch, resume_dispatch, send_next_part
from app.messages.views.agency_blueprint import blueprint, counter_of, own_agency
from app.seekers.queries.numbers import numbers_of
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, respond


@blueprint.get("/dispatches")
@open_to(Role.AGENCY)
def dispatches() -> str:
    """The newest letters to many."""
    lines = dispatches_of(own_agency())
    names = names_of(each.created_by for each in lines)
    return render_template("messages/dispatches.html", lines=lines, names=names)


@blueprint.get("/dispatches/<number>")
@open_to(Role.AGENCY)
def dispatch(number: str) -> Response:
    """One of them; the page asks for itself again until nothing more goes out by itself."""
    progress = own(number)
    agency_id, people = own_agency(), people_of(number, own_agency())
    standing = find_standing(agency_id, now())
    return respond(
        "messages/dispatch.html",
        "messages/_dispatch.html",
        number=number,
        progress=progress,
        people=people,
        numbers=numbers_of(agency_id, [each.record_id for each in people]),
        letter=letter_of(number, agency_id),
        counter=counter_of(agency_id, now()),
        is_open=bool(standing and standing.open_services),
        done=request.args.get("done", ""),
    )


@blueprint.post("/dispatches/<number>/resumption")
@open_to(Role.AGENCY)
def resumption(number: str) -> Response:
    """Let what was left over go on."""
    own(number)
    if resume_dispatch(number, by=current_identity(), now=now()) is DispatchState.RUNNING:
        send_next_part(number, now=now())
    return go(url_for("messages_agency.dispatch", number=number))


@blueprint.post("/dispatches/<number>/cancellation")
@open_to(Role.AGENCY)
def cancellation(number: str) -> Response:
    """End it; what has gone out stays."""
    own(number)
    cancel_dispatch(number, by=current_identity(), now=now())
    return go(url_for("messages_agency.dispatch", number=number, done="cancelled"))


def own(number: str) -> Progress:
    """How far a dispatch of the agency has come; 404 for another's and for none."""
    return find_progress(number, own_agency()) or abort(404)
