"""How many people the office takes at one time, and how many of them the booking site may take."""

from flask import Response, abort, request, url_for

from app.accounts.queries.people import names_of
from app.booking.queries.seats import find_seats, seats_entries
from app.booking.terms.outside import HeldBooking
from app.desk.forms.office_policy import SeatsForm, filled, policy_of, typed_in
from app.desk.forms.office_seats import DaySeatsForm, day_seats_form
from app.desk.queries.office_seats import left_over
from app.desk.terms.office_policy import PolicyRefused
from app.desk.terms.office_seats import SeatsRefusal
from app.desk.usecases.office_policy import change_policy
from app.desk.usecases.office_seats import set_day_seats, take_back_seats
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import count_in, day_in, office_page
from app.desk.views.office_policy import base_of, version_at
from app.desk.views.scope import actor, office_of
from app.kernel.roles import Role
from app.offices.queries.policies import latest_id, next_planned
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go


@blueprint.get("/<slug>/office/capacity")
@open_to(Role.MANAGER)
def office_capacity(slug: str) -> Response:
    """The seats as they are set today, and the form to change them."""
    return capacity_page(office_of(slug))


@blueprint.post("/<slug>/office/capacity")
@open_to(Role.MANAGER)
def set_capacity(slug: str) -> Response:
    """Change them from a day on; refused, with the bookings named, where fewer seats are left than are booked."""
    office = office_of(slug)
    held = version_at(office, day_in("since") or today()).policy
    form = typed_in(SeatsForm, request.form, held)
    since, policy = form.day(), policy_of(form, held)
    if since is None or policy is None:
        return seats_page(office, form, status=422)
    outcome = change_policy(office.id, policy, since=since, base=base_of(form), by=actor(), now=now())
    if isinstance(outcome, PolicyRefused):
        return seats_page(office, form, status=409, outcome=outcome)
    return go(url_for("desk.office_capacity", slug=slug, done="set"))


@blueprint.post("/<slug>/office/capacity/days")
@open_to(Role.MANAGER)
def set_seats_of_day(slug: str) -> Response:
    """Give one day its own seats; the page names whoever is booked beyond them."""
    office, form = office_of(slug), day_seats_form(request.form)
    plan = form.plan()
    if plan is None:
        return capacity_page(office, day_form=form, status=422)
    outcome = set_day_seats(office.id, plan, by=actor(), now=now())
    if isinstance(outcome, SeatsRefusal):
        return capacity_page(office, day_form=form, status=409, refusal=outcome.value)
    return go(url_for("desk.office_capacity", slug=slug, done="day", left=len(outcome.left_over)))


@blueprint.post("/<slug>/office/capacity/days/<int:seats_id>/withdrawal")
@open_to(Role.MANAGER)
def withdraw_seats_of_day(slug: str, seats_id: int) -> Response:
    """Let a day have the seats of every day again."""
    office = office_of(slug)
    if find_seats(office.id, seats_id) is None:
        abort(404)
    outcome = take_back_seats(office.id, seats_id, by=actor(), now=now())
    if isinstance(outcome, SeatsRefusal):
        return capacity_page(office, status=409, refusal=outcome.value)
    return go(url_for("desk.office_capacity", slug=slug, done="lifted"))


def seats_page(office: Office, form: SeatsForm, *, status: int = 200, outcome: PolicyRefused | None = None) -> Response:
    """The page of the seats, about those of every day."""
    refusal, crowded = (outcome.ground.value, outcome.crowded) if outcome else (None, ())
    return capacity_page(office, form=form, status=status, refusal=refusal, crowded=crowded)


def capacity_page(
    office: Office,
    *,
    form: SeatsForm | None = None,
    day_form: DaySeatsForm | None = None,
    status: int = 200,
    refusal: str | None = None,
    crowded: tuple[HeldBooking, ...] = (),
) -> Response:
    """The page of the seats: those of every day, those of single days with whoever is booked beyond them."""
    in_force = version_at(office, today())
    days = [entry for entry in seats_entries(office.id, today()) if entry.lifted_at is None]
    return office_page(
        "capacity",
        office,
        status=status,
        form=form or filled(SeatsForm, in_force.policy, today(), latest_id(office.id)),
        day_form=day_form or day_seats_form(),
        in_force=in_force,
        planned=next_planned(office.id, today()),
        days=[(entry, left_over(office.id, entry.seats.day, entry.seats.capacity, now())) for entry in days],
        makers=names_of(entry.set_by for entry in days),
        left=count_in("left"),
        refusal=refusal,
        crowded=crowded,
    )
