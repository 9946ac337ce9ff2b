"""Reading threads as an officer: through a seeker's complaint, or for a stated reason; each look is recorded."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.accounts.queries.people import organisation_code
from app.agencies.queries.lookup import AgencyLine, agency_lines
from app.audit.usecases import note_view
from app.messages.forms.watch import MOST_TEXT, HandlingForm, ReasonForm
from app.messages.queries.figures import thread_of_complaint
from app.messages.queries.threads import find_thread, lines_of
from app.messages.usecases.disclosing import disclose_thread
from app.messages.views.lines import shown
from app.messages.views.watch import WATCHERS, agency_in_sight, blueprint, in_sight, watcher
from app.oversight.queries.complaints import ComplaintRecord, find_reported, reported_page
from app.oversight.queries.jurisdiction import may_read
from app.oversight.terms.asking import ComplaintRefusal
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.reported import handle_reported
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go

VIEWED, REPORT_VIEWED = "messages.reported_thread_viewed", "messages.complaint_viewed"


@blueprint.get("/complaints")
@open_to(WATCHERS)
def complaints() -> Response:
    """A page of what seekers reported, those not settled first."""
    found = reported_page(in_sight(), request.args.get("page", 1, type=int))
    agencies = agency_lines(frozenset(each.agency_id for each in found.rows))
    return make_response(render_template("messages/watch_complaints.html", found=found, agencies=agencies))


@blueprint.get("/complaints/<number>")
@open_to(WATCHERS)
def complaint(number: str) -> Response:
    """One of them with the course of its handling."""
    return complaint_page(*readable(number), HandlingForm())


@blueprint.post("/complaints/<number>/entries")
@open_to(WATCHERS)
def handle(number: str) -> Response:
    """Enter what was done about it, and settle it where that was all."""
    found, agency = readable(number)
    form, settle = HandlingForm(request.form), request.form.get("settle") == "yes"
    if not form.validate():
        return complaint_page(found, agency, form, status=422)
    refusal = handle_reported(number, form.text.folded, settle=settle, by=current_identity(), now=now())
    if isinstance(refusal, WatchRefusal):
        abort(403)
    if refusal is not None:
        return complaint_page(found, agency, form, status=409, refusal=refusal)
    return go(url_for("messages_watch.complaint", number=number, done="settled" if settle else "handled"))


@blueprint.get("/complaints/<number>/thread")
@open_to(WATCHERS)
def reported_thread(number: str) -> Response:
    """The thread a complaint is about, after the look at it was noted."""
    found, agency = readable(number)
    thread_id = thread_of_complaint(found.id) or abort(404)
    note_view(VIEWED, by=current_identity(), subject=f"complaint:{number}", now=now())
    page = render_template(
        "messages/watch_thread.html", agency=agency, lines=shown(lines_of(thread_id)), complaint=found, reason=None
    )
    return make_response(page)


@blueprint.get("/messages/<agency>/threads/<number>")
@open_to(WATCHERS)
def thread(agency: str, number: str) -> Response:
    """The form that asks why; not a word of the thread."""
    return reason_page(agency, number, ReasonForm())


@blueprint.post("/messages/<agency>/threads/<number>")
@open_to(WATCHERS)
def read_thread(agency: str, number: str) -> Response:
    """The thread, after who reads it and why was kept."""
    line, form = agency_in_sight(agency), ReasonForm(request.form)
    if find_thread(number, now(), agency_id=line.id) is None:
        abort(404)
    if not form.validate():
        return reason_page(agency, number, form, status=422)
    opened = disclose_thread(line.id, number, form.reason.folded, by=current_identity(), now=now())
    if isinstance(opened, WatchRefusal):
        abort(403)
    page = render_template(
        "messages/watch_thread.html",
        agency=line,
        code=agency,
        lines=shown(lines_of(opened)),
        complaint=None,
        reason=form.reason.folded,
    )
    return make_response(page)


def readable(number: str) -> tuple[ComplaintRecord, AgencyLine]:
    """A complaint this watcher may read with its agency; 404 for another bureau's and for none."""
    found = find_reported(number) or abort(404)
    agency = agency_lines(frozenset({found.agency_id}))[found.agency_id]
    return (found, agency) if may_read(watcher(), agency.bureau_id) else abort(404)


def complaint_page(
    found: ComplaintRecord,
    agency: AgencyLine,
    form: HandlingForm,
    *,
    status: int = 200,
    refusal: ComplaintRefusal | None = None,
) -> Response:
    """The page of a complaint, after the look at what the seeker wrote was noted."""
    note_view(REPORT_VIEWED, by=current_identity(), subject=f"complaint:{found.number}", now=now())
    page = render_template(
        "messages/watch_complaint.html",
        complaint=found,
        agency=agency,
        code=organisation_code(agency.id),
        form=form,
        limit=MOST_TEXT,
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)


def reason_page(agency: str, number: str, form: ReasonForm, *, status: int = 200) -> Response:
    """The page that asks for a reason."""
    line = agency_in_sight(agency)
    if find_thread(number, now(), agency_id=line.id) is None:
        abort(404)
    told = {"agency": line, "code": agency, "number": number, "form": form, "limit": MOST_TEXT}
    return make_response(render_template("messages/watch_reason.html", **told), status)
