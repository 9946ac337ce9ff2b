"""Pressing on suspicious series: refuse what is listed, or find it to be in order."""

from collections.abc import Callable

from flask import Response, request, url_for

from app.desk.forms.series import SeriesForm
from app.desk.terms.series import Batch, Handled
from app.desk.usecases.series import clear_series, refuse_series
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, office_of
from app.desk.views.worklists import worklists_page
from app.web.access import open_to
from app.web.clock import now
from app.web.htmx import go


@blueprint.post("/<slug>/series/refusal")
@open_to(AT_THE_DESK)
def series_refusal(slug: str) -> Response:
    """Refuse one booking of the list, or all of a series (KNG-43)."""
    return pressed(slug, refuse_series, "refused")


@blueprint.post("/<slug>/series/clearance")
@open_to(AT_THE_DESK)
def series_clearance(slug: str) -> Response:
    """Find one booking, or all of a series, to be in order; they are never listed again."""
    return pressed(slug, clear_series, "cleared")


def pressed(slug: str, handle: Callable[[Batch], tuple[Handled, ...]], done: str) -> Response:
    """Back to the lists where all was done; else the lists with what became of each booking."""
    office, seen = office_of(slug), SeriesForm(request.form).bookings()
    if not seen:
        return worklists_page(slug, status=422)
    handled = handle(Batch(office_id=office.id, seen=seen, by=actor(), now=now()))
    if any(each.refusal for each in handled):
        return worklists_page(slug, status=409, handled=handled)
    return go(url_for("desk.worklists", slug=slug, done=done, _anchor="suspicious"))
