"""From a chosen time to a completed booking: form, 確認画面, the press that books."""

from collections.abc import Mapping
from datetime import date, datetime

from flask import Response, current_app, make_response, render_template, request, url_for
from flask_babel import get_locale

from app.booking.forms.application import CONTENT_LIMIT, TYPES, ApplicationForm, application_form, application_of
from app.booking.rules.ground import form_facts, ground_of_form, ground_of_office
from app.booking.rules.hints import meant_domain
from app.booking.rules.places import place_name
from app.booking.terms.application import OF_THE_FORM, PERSONAL, Application, BookingRefusal
from app.booking.terms.outcomes import Completed, OtherContent, Refused
from app.booking.terms.press import Press
from app.booking.usecases.completion import Outcome, complete_booking
from app.booking.views.blueprint import blueprint
from app.booking.views.choice import Choice, chosen
from app.booking.views.cookie import give_guest
from app.booking.views.pages import context
from app.booking.views.parsing import start_from
from app.booking.views.week import slot_text
from app.config import Settings
from app.kernel.moments import day_of
from app.kernel.roles import ANYONE
from app.offices.queries import offices
from app.offices.terms import Policy
from app.web.access import current_identity, open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go, respond
from app.web.idempotency import content_hash, is_token, new_token
from app.web.limiter import Exceeded, client_network

Policies = tuple[tuple[date, date | None, Policy], ...]


@blueprint.get("/offices/<slug>/bookings/new")
@open_to(ANYONE)
def new_application(slug: str) -> Response:
    """The form for a chosen time; without one, the picker."""
    starts_at = start_from(request.args.get("slot", ""))
    if starts_at is None:
        return go(url_for("booking.slots", slug=slug))
    choice = chosen(slug, starts_at, now())
    form = application_form(choice.policy)
    form.slot.data = slot_text(starts_at)
    return form_page(form, choice, status=409 if choice.ground else 200)


@blueprint.post("/offices/<slug>/bookings/new")
@open_to(ANYONE)
def changed_application(slug: str) -> Response:
    """Back from 確認画面 to the form, with everything that was typed and other times to choose from."""
    choice = chosen(slug, start_from(request.form.get("slot", "")), now(), with_nearest=True)
    return form_page(application_form(choice.policy, request.form), choice)


@blueprint.post("/offices/<slug>/bookings/confirmation")
@open_to(ANYONE)
def confirmation(slug: str) -> Response:
    """確認画面: everything once more, with the token that makes the next press repeatable (DESIGN 3.7)."""
    choice = chosen(slug, start_from(request.form.get("slot", "")), now())
    form = application_form(choice.policy, request.form)
    if not form.validate():
        return form_page(form, choice, status=409 if choice.ground else 422)
    if choice.ground or choice.slot is None:
        return form_page(form, choice, status=409)
    application = application_of(form, choice.slot.starts_at)
    ground = ground_of_form(form_facts(application), choice.policy)
    if ground is not None:
        return form_page(form, choice, status=422, ground=ground)
    return confirmation_page(form, choice, application)


@blueprint.post("/offices/<slug>/bookings")
@open_to(ANYONE)
def complete(slug: str) -> Response:
    """The press that books: a plain post, answered by the done page; pressed again, by the same page."""
    moment = now()
    starts_at = start_from(request.form.get("slot", ""))
    office, policies, *_rest = offices.office_on(slug, day_of(moment), day_of(moment))
    policy = policy_for(starts_at, policies, day_of(moment))
    form = application_form(policy, request.form)
    if ground_of_office(office.ready, policy):
        return form_page(form, chosen(slug, starts_at, moment), status=409)
    if starts_at is None or not form.validate():
        return form_page(form, chosen(slug, starts_at, moment), status=422)
    application = application_of(form, starts_at)
    if not is_token(form.token.data or ""):
        return confirmation_page(form, chosen(slug, starts_at, moment), application, status=422)
    press = Press(
        office=office,
        by=current_identity(),
        network=client_network(),
        language=str(get_locale()),
        token=form.token.data,
        content=content_hash({"office": office.id, **fields_of(form)}),
        arrived_at=moment,
        real_now=real_now(),
    )
    return answer(complete_booking(application, press), form, press, application)


def answer(outcome: Outcome, form: ApplicationForm, press: Press, application: Application) -> Response:
    """The page of what a press came to; whatever failed, the typed text is on it."""
    match outcome:
        case Completed():
            return done_page(outcome, press)
        case Exceeded():
            return too_many(outcome)
        case OtherContent():
            return form_page(form, _choice(press, application), status=409, used=True)
        case Refused(ground):
            status = 422 if ground in OF_THE_FORM else 409
            return form_page(form, _choice(press, application), status=status, ground=ground)


def _choice(press: Press, application: Application) -> Choice:
    return chosen(press.office.slug, application.starts_at, press.arrived_at)


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
        choice=choice,
        office=choice.office,
        policy=choice.policy,
        service_stop=choice.stop,
        ground=ground,
        neutral=ground in PERSONAL,
        used=used,
        content_limit=CONTENT_LIMIT,
        mail_domain=mail_domain(),
        slot_text=slot_text,
    )


def mail_domain() -> str:
    """Where our mails come from, for people whose mail box lets in only what they name."""
    settings: Settings = current_app.extensions["settings"]
    return settings.mail_from.rpartition("@")[2]


def confirmation_page(
    form: ApplicationForm, choice: Choice, application: Application, *, status: int = 200
) -> Response:
    """Every value as it will be kept. The token stays the same through 409 and 422."""
    token = form.token.data if is_token(form.token.data or "") else new_token()
    return respond(
        "booking/confirmation.html",
        "booking/_confirmation_form.html",
        status=status,
        fields={**fields_of(form), "token": token},
        choice=choice,
        office=choice.office,
        policy=choice.policy,
        application=application,
        type_names=TYPES,
        labels={field.name: field.label.text for field in form},
        residence=place_name(application.residence),
        workplace=place_name(application.workplace),
        meant_domain=meant_domain(application.email),
    )


def fields_of(form: ApplicationForm) -> Mapping[str, str]:
    """What the form says, field by field, without the token."""
    return {field.name: "yes" if field.data is True else field.data or "" for field in form if field.name != "token"}


def done_page(done: Completed, press: Press) -> Response:
    """The done page; the browser now holds this booking."""
    words = context(done.booking, press.office, done.policy, done.calendar, press.arrived_at)
    response = make_response(render_template("booking/done.html", **words))
    give_guest(response, done.token)
    return response


def policy_for(starts_at: datetime | None, policies: Policies, on: date) -> Policy:
    """The policy of the chosen day, else of today."""
    days = [day_of(starts_at)] if starts_at else []
    held = [policy for day in [*days, on] for first, last, policy in policies if first <= day <= (last or day)]
    return held[0] if held else policies[-1][2]
