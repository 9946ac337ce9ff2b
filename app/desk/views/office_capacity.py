"""How many people the office takes at one time, and how many of them the booking site may take."""

from flask import Response, request, url_for

from app.desk.forms.office_policy import SeatsForm, filled, policy_of, typed_in
from app.desk.terms.office_policy import PolicyRefused
from app.desk.usecases.office_policy import change_policy
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import day_in, office_page
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
    office = office_of(slug)
    return seats_page(office, filled(SeatsForm, version_at(office, today()).policy, today(), latest_id(office.id)))


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


def seats_page(office: Office, form: SeatsForm, *, status: int = 200, outcome: PolicyRefused | None = None) -> Response:
    """The page of the seats."""
    return office_page(
        "capacity",
        office,
        status=status,
        form=form,
        in_force=version_at(office, today()),
        planned=next_planned(office.id, today()),
        refusal=outcome.ground.value if outcome else None,
        crowded=outcome.crowded if outcome else (),
    )
