"""Mails of a booking that did not arrive: send again, or leave it with a word on what was done instead."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.booking.queries.office_bookings import booking_id_at
from app.desk.forms.deliveries import DeliveryForm
from app.desk.terms.deliveries import Decision, DeliveryRefusal
from app.desk.usecases import deliveries
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, office_of
from app.notices.queries import deliveries_in_trouble, deliveries_taken
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go


@blueprint.get("/<slug>/bookings/<number>/mails")
@open_to(AT_THE_DESK)
def mails_in_trouble(slug: str, number: str) -> Response:
    """The mails of the booking somebody has to decide about."""
    return decision_page(slug, number, DeliveryForm())


@blueprint.post("/<slug>/bookings/<number>/mails")
@open_to(AT_THE_DESK)
def mail_decided(slug: str, number: str) -> Response:
    """Do what was decided; the page again, with the words typed, where that cannot be."""
    office, form = office_of(slug), DeliveryForm(request.form)
    if not form.validate():
        return decision_page(slug, number, form, status=422)
    refused = decide(form, office.id, number)
    if refused is None:
        return go(url_for("desk.booking", slug=slug, number=number, _anchor="mails"))
    status = 422 if refused is DeliveryRefusal.NOTE_NEEDED else 409
    return decision_page(slug, number, form, status=status, refused=refused)


def decide(form: DeliveryForm, office_id: str, number: str) -> DeliveryRefusal | None:
    """Do what was decided, or say why not."""
    mail, by, moment = form.mail_id(), actor(), now()
    match form.decided():
        case Decision.AGAIN:
            return deliveries.send_again(office_id, number, mail, by, moment)
        case Decision.BOUNCED:
            return deliveries.record_bounce(office_id, number, mail, by, moment)
        case Decision.GIVEN_UP:
            return deliveries.give_up(office_id, number, mail, form.text.folded, by, moment)


def decision_page(
    slug: str, number: str, form: DeliveryForm, *, status: int = 200, refused: DeliveryRefusal | None = None
) -> Response:
    """The page of the decision; 404 alike for another office's booking and for none."""
    office = office_of(slug)
    if booking_id_at(office.id, number, now()) is None:
        abort(404)
    page = render_template(
        "desk/deliveries.html",
        office=office,
        number=number,
        mails=deliveries_in_trouble([number]),
        taken=deliveries_taken(number),
        form=form,
        chosen=form.mail_id(),
        refused=refused,
        back=url_for("desk.booking", slug=slug, number=number),
    )
    return make_response(page, status)
