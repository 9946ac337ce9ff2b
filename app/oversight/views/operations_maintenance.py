"""Maintenance of the information service: the regular stops, and stopping it at once (AGY-119 to AGY-121)."""

from flask import Response, make_response, render_template, request, url_for

from app.accounts.queries.people import names_of
from app.agencies.queries.dates import service_open
from app.kernel.roles import Role
from app.oversight.forms.stops import MOST_REASON, UrgentStopForm
from app.oversight.queries.stops import find_urgent_stop, past_urgent_stops
from app.oversight.terms.stops import StopRefusal
from app.oversight.usecases.stops import begin_urgent_stop, end_urgent_stop
from app.oversight.views.blueprints import operations
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go
from app.web.steps import sentences


@operations.get("/maintenance")
@open_to(Role.OPERATIONS)
def maintenance() -> Response:
    """Whether the service runs and why, and the switch."""
    return maintenance_page(UrgentStopForm())


@operations.post("/urgent-stops")
@open_to(Role.OPERATIONS)
def begin_stop() -> Response:
    """Stop the service at once."""
    form = UrgentStopForm(request.form)
    if not form.validate():
        return maintenance_page(form, status=422)
    refusal = begin_urgent_stop(form.reason.folded, by=current_identity(), now=now())
    if refusal is not None:
        return maintenance_page(form, status=409, refusal=refusal)
    return go(url_for("operations.maintenance", done="stopped"))


@operations.post("/urgent-stops/ending")
@open_to(Role.OPERATIONS)
def end_stop() -> Response:
    """Take the service up again."""
    refusal = end_urgent_stop(by=current_identity(), now=now())
    if refusal is not None:
        return maintenance_page(UrgentStopForm(), status=409, refusal=refusal)
    return go(url_for("operations.maintenance", done="resumed"))


def maintenance_page(form: UrgentStopForm, *, status: int = 200, refusal: StopRefusal | None = None) -> Response:
    """The page of maintenance."""
    running, past, moment = find_urgent_stop(), past_urgent_stops(), now()
    people = {
        account for each in (*past, *((running,) if running else ())) for account in (each.begun_by, each.ended_by)
    }
    page = render_template(
        "oversight/operations_maintenance.html",
        form=form,
        limit=MOST_REASON,
        running=running,
        past=past,
        open=service_open(moment, urgent_stop=running is not None),
        why=sentences(service_open(moment, urgent_stop=running is not None).steps),
        names=names_of(account for account in people if account),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
