"""How long the data of bookings are kept: what was chosen, what it deletes, the form."""

from flask import Response, request, url_for

from app.booking.queries.retention import count_past_date
from app.desk.forms.office_retention import RetentionForm, retention_form
from app.desk.terms.office_retention import RetentionRefusal
from app.desk.usecases.office_retention import set_retention
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import makers, office_page
from app.desk.views.scope import actor, office_of
from app.kernel.calendar import ONE_DAY
from app.kernel.roles import Role
from app.offices.queries.retention import PROPOSED, periods_on, retention_choices
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go


@blueprint.get("/<slug>/office/retention")
@open_to(Role.MANAGER)
def office_retention(slug: str) -> Response:
    """What holds, what was chosen before, and the form; before the first choice, our proposal."""
    office = office_of(slug)
    return retention_page(office, retention_form(periods_on(office.id, today() + ONE_DAY)))


@blueprint.post("/<slug>/office/retention")
@open_to(Role.MANAGER)
def choose_retention(slug: str) -> Response:
    """Choose periods, from tomorrow on."""
    office = office_of(slug)
    form = retention_form(None, request.form)
    periods = form.periods()
    if periods is None:
        return retention_page(office, form, status=422)
    outcome = set_retention(office.id, periods, by=actor(), now=now())
    if isinstance(outcome, RetentionRefusal):
        return retention_page(office, form, status=422, refusal=outcome)
    return go(url_for("desk.office_retention", slug=slug, done="set"))


def retention_page(
    office: Office, form: RetentionForm, *, status: int = 200, refusal: RetentionRefusal | None = None
) -> Response:
    """The page of retention, with how many bookings the periods of tomorrow reach."""
    choices = retention_choices(office.id)
    tomorrow = today() + ONE_DAY
    coming = periods_on(office.id, tomorrow)
    return office_page(
        "retention",
        office,
        status=status,
        form=form,
        choices=choices,
        held=periods_on(office.id, today()),
        coming=coming,
        tomorrow=tomorrow,
        reached=count_past_date(office.id, coming or PROPOSED, tomorrow),
        makers=makers([choice.set_by for choice in choices]),
        refusal=refusal.value if refusal else None,
    )
