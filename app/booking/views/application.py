"""From a chosen time to a completed booking: form, 確認画面, the press that books."""

from collections.abc import Mapping
from datetime import date, datetime

from flask import Response, request, url_for
from flask_babel import get_locale

from app.booking.forms.application import ApplicationForm, application_form, application_of, type_chosen
from app.booking.queries.nominees import Nominee, nominees_of
from app.booking.rules.eligibility import ground_of_type
from app.booking.rules.ground import form_facts, ground_of_form, ground_of_office
from app.booking.terms.application import OF_THE_FORM, Application, BookingRefusal
from app.booking.terms.outcomes import Completed, OtherContent, Refused
from app.booking.terms.press import Press
from app.booking.usecases.completion import Outcome, complete_booking
from app.booking.views.application_pages import confirmation_page, done_page, fields_of, form_page
from app.booking.views.blueprint import blueprint
from app.booking.views.choice import Choice, chosen
from app.booking.views.known import fill_in_known
from app.booking.views.parsing import start_from
from app.booking.views.prefill import fill_in
from app.booking.views.week import slot_text
from app.kernel.moments import day_of
from app.kernel.roles import ANYONE
from app.offices.queries.standing import office_on
from app.offices.terms import Office, Policy
from app.web.access import current_identity, open_to
from app.web.clock import now, real_now
from app.web.errors import too_many
from app.web.htmx import go
from app.web.idempotency import content_hash, is_token
from app.web.limiter import Exceeded, client_network

Policies = tuple[tuple[date, date | None, Policy], ...]


@blueprint.get("/offices/<slug>/bookings/new")
@open_to(ANYONE)
def new_application(slug: str) -> Response:
    """The form for a chosen time; without one, the picker."""
    starts_at = start_from(request.args.get("slot", ""))
    if starts_at is None:
        return go(url_for("booking.slots", slug=slug))
    moment = now()
    choice = chosen(slug, starts_at, moment)
    form, _nominees = asked_form(choice.office, choice.policy, moment)
    fill_in_known(form, current_identity())
    form.slot.data = slot_text(starts_at)
    fill_in(form)
    return form_page(form, choice, status=409 if choice.ground else 200)


@blueprint.post("/offices/<slug>/bookings/new")
@open_to(ANYONE)
def changed_application(slug: str) -> Response:
    """Back from 確認画面 to the form, with everything that was typed and other times to choose from."""
    moment = now()
    choice = chosen(slug, start_from(request.form.get("slot", "")), moment, with_nearest=True)
    return form_page(asked_form(choice.office, choice.policy, moment, request.form)[0], choice)


@blueprint.post("/offices/<slug>/bookings/confirmation")
@open_to(ANYONE)
def confirmation(slug: str) -> Response:
    """確認画面: everything once more, with the token that makes the next press repeatable (DESIGN 3.7)."""
    moment = now()
    choice = chosen(slug, start_from(request.form.get("slot", "")), moment)
    form, nominees = asked_form(choice.office, choice.policy, moment, request.form)
    if pointed := ground_of_choice(form, choice.policy):
        return form_page(form, choice, status=422, ground=pointed)
    if not form.validate():
        return form_page(form, choice, status=409 if choice.ground else 422)
    if choice.ground or choice.slot is None:
        return form_page(form, choice, status=409)
    application = application_of(form, choice.slot.starts_at, choice.policy, nominees)
    ground = ground_of_form(form_facts(application), choice.policy)
    if ground is not None:
        return form_page(form, choice, status=422, ground=ground)
    return confirmation_page(form, choice, application, nominees)


@blueprint.post("/offices/<slug>/bookings")
@open_to(ANYONE)
def complete(slug: str) -> Response:
    """The press that books: a plain post, answered by the done page; pressed again, by the same page."""
    moment = now()
    starts_at = start_from(request.form.get("slot", ""))
    office, policies, *_rest = office_on(slug, day_of(moment), day_of(moment))
    policy = policy_for(starts_at, policies, day_of(moment))
    form, nominees = asked_form(office, policy, moment, request.form)
    if ground_of_office(office.ready, policy):
        return form_page(form, chosen(slug, starts_at, moment), status=409)
    pointed = ground_of_choice(form, policy)
    if starts_at is None or pointed or not form.validate():
        return form_page(form, chosen(slug, starts_at, moment), status=422, ground=pointed)
    application = application_of(form, starts_at, policy, nominees)
    if not is_token(form.token.data or ""):
        return confirmation_page(form, chosen(slug, starts_at, moment), application, nominees, status=422)
    press = press_of(form, office, moment)
    return answer(complete_booking(application, press), form, press, application)


def asked_form(
    office: Office, policy: Policy, moment: datetime, typed: Mapping[str, str] | None = None
) -> tuple[ApplicationForm, tuple[Nominee, ...]]:
    """The form of an office with whom one may wish for at it, filled with what was typed."""
    nominees = nominees_of(office.id, policy, moment)
    return application_form(policy, typed, nominees), nominees


def ground_of_choice(form: ApplicationForm, policy: Policy) -> BookingRefusal | None:
    """Why nobody of the chosen type books here, before they are asked for what only others have (NGS-40)."""
    applicant_type = type_chosen(form)
    return ground_of_type(applicant_type, policy) if applicant_type else None


def press_of(form: ApplicationForm, office: Office, moment: datetime) -> Press:
    """The press with everything that makes it repeatable."""
    return Press(
        office=office,
        by=current_identity(),
        network=client_network(),
        language=str(get_locale()),
        token=form.token.data,
        content=content_hash({"office": office.id, **fields_of(form)}),
        arrived_at=moment,
        real_now=real_now(),
    )


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


def policy_for(starts_at: datetime | None, policies: Policies, on: date) -> Policy:
    """The policy of the chosen day, else of today."""
    days = [day_of(starts_at)] if starts_at else []
    held = [policy for day in [*days, on] for first, last, policy in policies if first <= day <= (last or day)]
    return held[0] if held else policies[-1][2]
