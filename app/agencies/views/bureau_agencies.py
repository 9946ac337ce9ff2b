"""The agencies of a bureau: the list, one of them with everything that happened, orders under the Act."""

from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from app.accounts.queries.people import names_of
from app.agencies.forms.bureau import ImprovementForm, OrderForm
from app.agencies.queries.applications import applications_of, registered_particulars
from app.agencies.queries.desk_agencies import (
    agencies_of,
    mandatory_versions,
    order_lines,
    tasks_of_agency,
    timeline,
)
from app.agencies.queries.participation import Standing, find_standing
from app.agencies.queries.site_terms import terms_applied
from app.agencies.usecases.orders import confirm_improvement, enter_order
from app.agencies.views.application_words import sections_of
from app.agencies.views.blueprints import bureau
from app.agencies.views.bureau_scope import AT_THE_BUREAU, READERS, actor, agency_here, own_bureau
from app.kernel.folding import TextRefusal, fold_name
from app.offices.queries.bureaux import get_bureau
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go
from app.web.paging import page_asked

MOST_WORDS = 100


@bureau.get("/agencies")
@open_to(AT_THE_BUREAU)
def agencies() -> Response:
    """Where each agency of the bureau stands, and what is due."""
    folded = fold_name(request.args.get("q", "")[:MOST_WORDS])
    words, page = "" if isinstance(folded, TextRefusal) else folded, page_asked()
    lines, has_more = agencies_of(own_bureau(), now(), words=words, page=page)
    told = {"lines": lines, "has_more": has_more, "page": page, "words": words, "today": today()}
    return make_response(render_template("agencies/bureau_agencies.html", place=get_bureau(own_bureau()), **told))


@bureau.get("/agencies/<code>")
@open_to(READERS)
def agency(code: str) -> Response:
    """An agency with its services, its limits, its orders and everything that happened to it."""
    return agency_page(code, agency_here(code))


@bureau.post("/agencies/<code>/orders")
@open_to(AT_THE_BUREAU)
def order(code: str) -> Response:
    """Enter an order under the Act (AGY-006, AGY-074)."""
    agency_id, form = agency_here(code), OrderForm(request.form)
    told = form.order()
    if told is None:
        return agency_page(code, agency_id, status=422, order_form=form)
    refusal = enter_order(agency_id, told, form.reason.data or "", by=actor(), now=now())
    if refusal is not None:
        return agency_page(code, agency_id, status=409, order_form=form, refusal=refusal.value)
    return go(url_for("bureau.agency", code=code, done="order"))


@bureau.post("/agencies/<code>/orders/<int:order_id>/improvement")
@open_to(AT_THE_BUREAU)
def improvement(code: str, order_id: int) -> Response:
    """Enter the day on which an improvement was confirmed."""
    agency_id, form = agency_here(code), ImprovementForm(request.form)
    if order_id not in {each.id for each in order_lines(agency_id, today())}:
        abort(404)
    day = form.day()
    if day is None:
        return agency_page(code, agency_id, status=422, improvement_form=form, order_id=order_id)
    refusal = confirm_improvement(order_id, day, by=actor(), now=now())
    if refusal is not None:
        return agency_page(code, agency_id, status=409, improvement_form=form, order_id=order_id, refusal=refusal.value)
    return go(url_for("bureau.agency", code=code, done="improvement"))


def agency_page(code: str, agency_id: int, *, status: int = 200, **typed: Any) -> Response:
    """The page; `typed` are the form, the order and the refusal where an act was not done."""
    standing = find_standing(agency_id, now()) or abort(404)
    forms = {"order_form": OrderForm(), "improvement_form": ImprovementForm(), "order_id": None, "refusal": None}
    page = render_template(
        "agencies/bureau_agency.html",
        code=code,
        standing=standing,
        place=get_bureau(standing.bureau_id),
        typed=typed.get("order_form") or typed.get("improvement_form") or ImprovementForm(),
        may_act=actor().bureau_id == standing.bureau_id,
        done=request.args.get("done", ""),
        **{**forms, **typed},
        **known_of(standing),
    )
    return make_response(page, status)


def known_of(standing: Standing) -> dict[str, object]:
    """Everything the page tells of an agency beside its standing."""
    agency_id, events = standing.agency_id, timeline(standing.agency_id)
    registered = registered_particulars(agency_id)
    return {
        "tasks": tasks_of_agency(agency_id, standing.facts, today()) if standing.facts else (),
        "events": events,
        "applied": terms_applied(standing, today()),
        "people": names_of(each.by for each in events if each.by),
        "orders": order_lines(agency_id, today()),
        "versions": mandatory_versions(agency_id),
        "applications": applications_of(agency_id, standing.at),
        "sections": [(title, rows) for _, title, rows in sections_of(registered)] if registered else [],
        "now": standing.at,
    }
