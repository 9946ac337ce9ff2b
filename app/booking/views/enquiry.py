"""申込内容照会: number and password, within limits; ending it on this device."""

from datetime import datetime

from flask import Response, make_response, render_template, request, url_for

from app.booking.forms.enquiry import EnquiryForm
from app.booking.queries.enquiry import enquiry_ticket
from app.booking.terms.outcomes import Opened
from app.booking.usecases.enquiry import end_enquiry, open_enquiry
from app.booking.views.blueprint import blueprint
from app.booking.views.cookie import give_guest, guest_token, take_guest
from app.kernel.numbers import folded_number
from app.kernel.roles import ANYONE
from app.kernel.sealing import same_secret
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.limiter import EVERYONE, Exceeded, Limit, allow, client_network, give_back


@blueprint.get("/enquiry")
@open_to(ANYONE)
def enquiry_form() -> Response:
    """The form for number and password; the link in a mail brings its ticket."""
    return enquiry_page(EnquiryForm(data={"ticket": request.args.get("ticket", "")}))


@blueprint.post("/enquiry")
@open_to(ANYONE)
def enquiry() -> Response:
    """Open the booking, or say with the same bytes whatever was wrong that the two do not fit."""
    form = EnquiryForm(request.form)
    if not form.validate():
        return enquiry_page(form, status=422)
    moment = now()
    counts = tries(form)
    exceeded = count(counts, moment)
    if exceeded:
        return too_many(exceeded)
    outcome = open_enquiry(form.number.data, form.password.data, now=moment, real_now=real_now())
    if not isinstance(outcome, Opened):
        return enquiry_page(form, status=422, refused=True)
    for limit, subject in counts:
        give_back(limit, subject, moment)
    response = go(url_for("booking.show", number=outcome.number))
    give_guest(response, outcome.token)
    return response


def enquiry_page(form: EnquiryForm, *, status: int = 200, refused: bool = False) -> Response:
    """The form as it stands, and whether what was typed does not fit."""
    return respond("booking/enquiry.html", "booking/_enquiry_form.html", status=status, form=form, refused=refused)


@blueprint.post("/enquiry/end")
@open_to(ANYONE)
def end() -> Response:
    """「終了する（この端末から消去）」: nothing of the booking stays in this browser (SECURITY T22)."""
    if guest_token():
        end_enquiry(guest_token())
    response = make_response(render_template("booking/ended.html"))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    take_guest(response)
    return response


def tries(form: EnquiryForm) -> tuple[tuple[Limit, str], ...]:
    """What a failed look-up counts against. The owner's link has a count of its own, and no other (SECURITY T13).

    The network comes first: who has used up that one no longer counts against other people's numbers.
    """
    number = folded_number(form.number.data) or form.number.data.strip()[:40]
    if same_secret(form.ticket.data or "", enquiry_ticket(number)):
        return ((Limit.ENQUIRY_BY_NUMBER, f"{number} by link"),)
    return (
        (Limit.ENQUIRY_BY_NETWORK, client_network()),
        (Limit.ENQUIRY_BY_ALL, EVERYONE),
        (Limit.ENQUIRY_BY_NUMBER, number),
    )


def count(counts: tuple[tuple[Limit, str], ...], moment: datetime) -> Exceeded | None:
    """Count a try before it is made; the first limit that is used up."""
    for limit, subject in counts:
        counted = allow(limit, subject, moment)
        if isinstance(counted, Exceeded):
            return counted
    return None
