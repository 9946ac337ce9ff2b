"""Stopping the service at once and taking it up again (KNG-51)."""

from flask import Response, abort, request, url_for

from app.booking.queries.outside import bookings_ahead
from app.booking.queries.stops import StopEntry, find_stop, is_met, stop_entries
from app.booking.terms.outside import HeldBooking
from app.desk.forms.office_stops import GROUNDS, MOST_NOTICE, StopForm, stop_form
from app.desk.terms.office_stops import StopRefusal
from app.desk.usecases.office_stops import resume_service, stop_service
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import makers, office_page
from app.desk.views.scope import actor, office_of
from app.kernel.roles import Role
from app.offices.queries.offices import policy_in_force
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go


@blueprint.get("/<slug>/office/stops")
@open_to(Role.MANAGER)
def office_stops(slug: str) -> Response:
    """What is stopped, whom it meets, and the form that stops."""
    return stops_page(office_of(slug), stop_form())


@blueprint.post("/<slug>/office/stops")
@open_to(Role.MANAGER)
def stop(slug: str) -> Response:
    """Stop the service, at once where nothing else is said."""
    office, form, moment = office_of(slug), stop_form(request.form), now()
    plan = form.plan(moment)
    if plan is None:
        return stops_page(office, form, status=422)
    refusal = stop_service(office.id, plan, by=actor(), now=moment)
    if refusal is not None:
        return stops_page(office, form, status=409, refusal=refusal)
    return go(url_for("desk.office_stops", slug=slug, done="stopped"))


@blueprint.post("/<slug>/office/stops/<int:stop_id>/lifting")
@open_to(Role.MANAGER)
def lift(slug: str, stop_id: int) -> Response:
    """Lift a stop."""
    office = office_of(slug)
    if find_stop(office.id, stop_id) is None:
        abort(404)
    refusal = resume_service(office.id, stop_id, by=actor(), now=now())
    if refusal is not None:
        return stops_page(office, stop_form(), status=409, refusal=refusal)
    return go(url_for("desk.office_stops", slug=slug, done="lifted"))


def stops_page(office: Office, form: StopForm, *, status: int = 200, refusal: StopRefusal | None = None) -> Response:
    """The page of stops."""
    moment = now()
    entries = stop_entries(office.id)
    lasting = [entry for entry in entries if entry.lifted_at is None and not entry.is_over(moment)]
    marks = [f"account:{number}" for entry in entries for number in (entry.set_by, entry.lifted_by) if number]
    return office_page(
        "stops",
        office,
        status=status,
        form=form,
        lasting=[(entry, booked_in(office.id, entry)) for entry in lasting],
        past=[entry for entry in entries if entry not in lasting],
        grounds=GROUNDS,
        limit=MOST_NOTICE,
        makers=makers(marks),
        allowed=policy_in_force(office.id, today()).service_stop,
        refusal=refusal.value if refusal else None,
    )


def booked_in(office_id: str, entry: StopEntry) -> tuple[HeldBooking, ...]:
    """Those still to come whose sessions lie in the time of a stop; they stay booked."""
    ahead = bookings_ahead(office_id, now(), today())
    return tuple(each for each in ahead if is_met(each.session, entry.stop.since, entry.stop.until))
