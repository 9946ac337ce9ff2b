"""What an agency is asked: the list, each with its answer, the record of complaints handed in (AGY-017, AGY-117)."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.kernel.roles import Role
from app.oversight.forms.agency import AnswerForm, HandInForm, hand_in_form
from app.oversight.queries.complaints import ComplaintRecord, complaints_of, handed_in
from app.oversight.queries.requests import RequestRecord, find_request, requests_of
from app.oversight.terms.asking import RequestRefusal
from app.oversight.terms.requests import RequestKind
from app.oversight.usecases.complaints import hand_in_complaints
from app.oversight.usecases.requests import answer_request
from app.oversight.views.blueprints import agency
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.fields import takes
from app.web.filters import jdate
from app.web.htmx import go

FIRST_SIGNS = 30


def own_agency() -> int:
    """The agency of the person acting."""
    return current_identity().agency_id or abort(404)


@agency.get("/requests")
@open_to(Role.AGENCY)
def requests_page() -> str:
    """Everything that was ever asked, what waits for an answer first."""
    found = requests_of(own_agency())
    return render_template("oversight/agency_requests.html", requests=found, done=request.args.get("done", ""))


@agency.get("/requests/<number>")
@open_to(Role.AGENCY)
def request_page(number: str) -> Response:
    """One request, with the form for its answer."""
    found = own_request(number)
    return answer_page(found, the_form(found))


@agency.post("/requests/<number>/answer")
@open_to(Role.AGENCY)
@takes("complaints")
def answer(number: str) -> Response:
    """Answer it, or hand in the record that was asked for."""
    found = own_request(number)
    form = the_form(found, typed=True)
    text = form.text()
    if text is None:
        return answer_page(found, form, status=422)
    who = {"by": current_identity(), "now": now()}
    if isinstance(form, HandInForm):
        refusal = hand_in_complaints(found.agency_id, number, form.numbers(), text, **who)
    else:
        refusal = answer_request(found.agency_id, number, text, declined=bool(form.declined.data), **who)
    if refusal is not None:
        return answer_page(own_request(number), form, status=409, refusal=refusal)
    return go(url_for("oversight_agency.requests_page", done="answered"))


def own_request(number: str) -> RequestRecord:
    """A request to the person's own agency; 404 for another's and for none."""
    found = find_request(number)
    return found if found is not None and found.agency_id == own_agency() else abort(404)


def the_form(found: RequestRecord, *, typed: bool = False) -> AnswerForm | HandInForm:
    """The form of an answer, or of handing in where the record was asked for."""
    given = request.form if typed else None
    if found.kind is not RequestKind.RECORD:
        return AnswerForm(formdata=given)
    return hand_in_form([(each.number, line(each)) for each in complaints_of(found.agency_id)], given)


def line(complaint: ComplaintRecord) -> str:
    """A complaint in one line."""
    text = complaint.content.replace("\n", " ")
    return f"{jdate(complaint.received_on)}　{text[:FIRST_SIGNS]}{'…' if len(text) > FIRST_SIGNS else ''}"


def answer_page(
    found: RequestRecord, form: AnswerForm | HandInForm, *, status: int = 200, refusal: RequestRefusal | None = None
) -> Response:
    """The page of a request."""
    page = render_template(
        "oversight/agency_request.html",
        asked=found,
        form=form,
        complaints=handed_in(found.id),
        refusal=refusal.value if refusal else None,
    )
    return make_response(page, status)
