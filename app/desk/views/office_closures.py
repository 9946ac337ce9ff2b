"""Closures and extra openings: what stands, the form, who is booked there, the press."""

from datetime import timedelta

from flask import Response, abort, request, url_for

from app.desk.forms.office_closures import ClosureForm, closure_form
from app.desk.queries.office_closures import preview_closure
from app.desk.terms.office_closures import ClosureRefusal
from app.desk.usecases.office_closures import set_closures, take_back_closure
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import alike, count_in, makers, office_page, typed_pairs
from app.desk.views.scope import actor, office_of
from app.kernel.roles import Role
from app.offices.queries.closures import closure_entries, find_closure
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go

BACK = timedelta(days=30)


@blueprint.get("/<slug>/office/closures")
@open_to(Role.MANAGER)
def office_closures(slug: str) -> Response:
    """What is shut or opened from a month ago on, and the form for more."""
    return closures_page(office_of(slug), closure_form())


@blueprint.post("/<slug>/office/closures/new")
@open_to(Role.MANAGER)
def changed_closure(slug: str) -> Response:
    """Back from the page that asks once more, with everything that was typed."""
    return closures_page(office_of(slug), closure_form(request.form))


@blueprint.post("/<slug>/office/closures/preview")
@open_to(Role.MANAGER)
def closure_preview(slug: str) -> Response:
    """The times that come or go, and those booked there, before anything is done."""
    office, form = office_of(slug), closure_form(request.form)
    plan = form.plan()
    if plan is None:
        return closures_page(office, form, status=422)
    seen = preview_closure(office.id, plan, now())
    if seen.ground is not None:
        return closures_page(office, form, status=422, refusal=seen.ground)
    context = {"plan": plan, "seen": seen, "times": alike(seen.times), "tell": bool(form.tell.data)}
    return office_page("closure_preview", office, carried=typed_pairs(), **context)


@blueprint.post("/<slug>/office/closures")
@open_to(Role.MANAGER)
def set_closure(slug: str) -> Response:
    """Shut or open the days; those booked there are told, or left to the desk."""
    office, form = office_of(slug), closure_form(request.form)
    plan = form.plan()
    if plan is None:
        return closures_page(office, form, status=422)
    outcome = set_closures(office.id, plan, tell=bool(form.tell.data), by=actor(), now=now())
    if isinstance(outcome, ClosureRefusal):
        return closures_page(office, form, status=409, refusal=outcome)
    return go(url_for("desk.office_closures", slug=slug, done=plan.kind.value, told=outcome.told, call=outcome.to_call))


@blueprint.post("/<slug>/office/closures/<int:closure_id>/withdrawal")
@open_to(Role.MANAGER)
def withdraw_closure(slug: str, closure_id: int) -> Response:
    """Take one back."""
    office = office_of(slug)
    if find_closure(office.id, closure_id) is None:
        abort(404)
    outcome = take_back_closure(office.id, closure_id, by=actor(), now=now())
    if isinstance(outcome, ClosureRefusal):
        return closures_page(office, closure_form(), status=409, refusal=outcome)
    return go(url_for("desk.office_closures", slug=slug, done="lifted"))


def closures_page(
    office: Office, form: ClosureForm, *, status: int = 200, refusal: ClosureRefusal | None = None
) -> Response:
    """The page of what is shut and opened."""
    entries = closure_entries(office.id, today() - BACK)
    return office_page(
        "closures",
        office,
        status=status,
        form=form,
        entries=entries,
        makers=makers([entry.set_by for entry in entries]),
        today=today(),
        told=count_in("told"),
        call=count_in("call"),
        refusal=refusal.value if refusal else None,
    )
