"""The pages between a chosen time and a completed booking."""

from collections.abc import Collection, Mapping

from flask import Response, current_app, make_response, render_template, request

from app.booking.forms.application import CONTENT_LIMIT, ApplicationForm
from app.booking.queries.nominees import Nominee
from app.booking.rules.ground import public_channel
from app.booking.rules.hints import meant_domain
from app.booking.terms.application import PERSONAL, Application, BookingRefusal
from app.booking.terms.outcomes import Completed
from app.booking.terms.press import Press
from app.booking.views.choice import Choice
from app.booking.views.cookie import give_guest
from app.booking.views.pages import context
from app.booking.views.said import sections_of, tool_of
from app.booking.views.terms_kind import kind_of
from app.booking.views.week import slot_text
from app.config import Settings
from app.offices.queries.offices import terms_in_force
from app.offices.terms import Channel, Policy
from app.web.clock import today
from app.web.htmx import respond
from app.web.idempotency import is_token, new_token


def form_page(
    form: ApplicationForm,
    choice: Choice,
    *,
    status: int = 200,
    ground: BookingRefusal | None = None,
    used: bool = False,
) -> Response:
    """The form with what was typed, what is wrong, and other times where the chosen one cannot be had."""
    ground = ground or choice.ground
    return respond(
        "booking/application.html",
        "booking/_application_form.html",
        status=status,
        form=form,
        **_of_choice(choice),
        terms_kind=kind_of(terms_in_force(choice.office.terms_set, today())),
        service_stop=choice.stop,
        ground=ground,
        neutral=ground in PERSONAL,
        used=used,
        kept=request.method == "POST",
        content_limit=CONTENT_LIMIT,
        mail_domain=mail_domain(),
        slot_text=slot_text,
    )


def _of_choice(choice: Choice) -> dict[str, object]:
    """What both pages say of office and time."""
    return {
        "choice": choice,
        "office": choice.office,
        "policy": choice.policy,
        "is_request": is_request(choice.policy),
    }


def is_request(policy: Policy) -> bool:
    """Whether the site takes only requests, of which the office decides (Q-19)."""
    return public_channel(policy) is Channel.WEB_REQUEST


def mail_domain() -> str:
    """Where our mails come from, for people whose mail box lets in only what they name."""
    settings: Settings = current_app.extensions["settings"]
    return settings.mail_from.rpartition("@")[2]


def confirmation_page(
    form: ApplicationForm,
    choice: Choice,
    application: Application,
    nominees: Collection[Nominee],
    *,
    status: int = 200,
) -> Response:
    """Every value as it will be kept. The token stays the same through 409 and 422."""
    token = form.token.data if is_token(form.token.data or "") else new_token()
    return respond(
        "booking/confirmation.html",
        "booking/_confirmation_form.html",
        status=status,
        fields={**fields_of(form), "token": token},
        **_of_choice(choice),
        terms_kind=kind_of(terms_in_force(choice.office.terms_set, today())),
        application=application,
        tool=tool_of(application, choice.policy),
        ticked="agree" in form,
        sections=sections_of(application, choice.policy, nominees),
        meant_domain=meant_domain(application.email),
    )


def fields_of(form: ApplicationForm) -> Mapping[str, str]:
    """What the form says, field by field, without the token."""
    said = {field.name: "yes" if field.data is True else field.data or "" for field in form}
    return {name: value for name, value in said.items() if name != "token"}


def done_page(done: Completed, press: Press) -> Response:
    """The done page; the browser now holds this booking."""
    words = context(done.booking, press.office, done.policy, done.calendar, press.arrived_at)
    response = make_response(render_template("booking/done.html", **words))
    give_guest(response, done.token)
    return response
