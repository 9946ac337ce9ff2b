"""Opening a booking by a code that is mailed to its address (DESIGN 5): ask for the code, type it in."""

from flask import Response, request, url_for

from app.booking.forms.enquiry import CodeForm, OpeningForm
from app.booking.queries.enquiry import enquiry_ticket
from app.booking.terms.outcomes import Opened
from app.booking.usecases.enquiry import ask_for_code, open_by_code
from app.booking.views.blueprint import blueprint
from app.booking.views.cookie import give_guest
from app.booking.views.enquiry import count
from app.kernel.numbers import folded_number
from app.kernel.roles import ANYONE
from app.kernel.sealing import same_secret
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import EVERYONE, Limit, client_network, give_back


@blueprint.get("/enquiry/codes")
@open_to(ANYONE)
def code_form() -> Response:
    """The form that asks for a code; the link in a mail brings its ticket."""
    return code_page(CodeForm(data={"ticket": request.args.get("ticket", "")}))


@blueprint.post("/enquiry/codes")
@open_to(ANYONE)
def ask_code() -> Response:
    """Have a code mailed, and ask for it: the same page whether or not there is such a booking."""
    form = CodeForm(request.form)
    if not form.validate():
        return code_page(form, status=422)
    moment = now()
    number = folded_number(form.number.data) or form.number.data.strip()[:40]
    by_link = same_secret(form.ticket.data or "", enquiry_ticket(number))
    counts = ((Limit.ENQUIRY_BY_NETWORK, client_network()), (Limit.ENQUIRY_BY_ALL, EVERYONE))
    exceeded = None if by_link else count(counts, moment)
    if exceeded:
        return too_many(exceeded)
    asked = ask_for_code(form.number.data, by_link=by_link, now=moment, real_now=real_now())
    return opening_page(OpeningForm(data={"token": asked.token}))


@blueprint.post("/enquiry/opening")
@open_to(ANYONE)
def open_with_code() -> Response:
    """Open the booking, or say with the same bytes whatever was wrong that the code does not fit."""
    form = OpeningForm(request.form)
    if not form.validate():
        return opening_page(form, status=422)
    moment = now()
    counts = ((Limit.ENQUIRY_BY_NETWORK, client_network()), (Limit.ENQUIRY_BY_ALL, EVERYONE))
    exceeded = count(counts, moment)
    if exceeded:
        return too_many(exceeded)
    outcome = open_by_code(form.token.data or "", form.code.data, now=moment, real_now=real_now())
    if not isinstance(outcome, Opened):
        return opening_page(form, status=422, refused=True)
    for limit, subject in counts:
        give_back(limit, subject, moment)
    response = go(url_for("booking.show", number=outcome.number))
    give_guest(response, outcome.token)
    return response


def code_page(form: CodeForm, *, status: int = 200) -> Response:
    """The form that asks for a code."""
    return respond("booking/code.html", "booking/_code_form.html", status=status, form=form)


def opening_page(form: OpeningForm, *, status: int = 200, refused: bool = False) -> Response:
    """The form for the code, and whether the one typed does not fit."""
    page, part = "booking/opening.html", "booking/_opening_form.html"
    return respond(page, part, status=status, form=form, refused=refused)
