"""求職者をさがす: a search, and acquiring what it found (AGY-044, AGY-045, SECURITY T7)."""

from dataclasses import dataclass

from flask import Response, request, url_for

from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.forms.searching import SearchForm, search_form
from app.seekers.queries.held import held_ids
from app.seekers.queries.records import profiles_of
from app.seekers.queries.searching import search
from app.seekers.queries.showing import Shown, shown
from app.seekers.rules.searching import ground_against_search, shown_total
from app.seekers.terms.acquisitions import AcquisitionRefusal
from app.seekers.terms.records import ROWS_A_PAGE, ROWS_A_QUERY, Filters
from app.seekers.usecases.acquiring import acquire_found
from app.seekers.usecases.noting import note_found
from app.seekers.usecases.searching import count_search
from app.seekers.views.blueprints import agency, own_agency
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.fields import takes
from app.web.htmx import go, respond
from app.web.logs import log
from app.web.paging import page_asked, page_from

MOST_PAGES = ROWS_A_QUERY // ROWS_A_PAGE
ASKED = "search"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One of the people found, under the agency's own number."""

    number: str
    profile: Shown
    is_held: bool


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of people found; `total` is None for few, `more` where there are more than may be shown.

    `whole` is false where only a part of those who may fit was looked through.
    """

    rows: list[Row]
    total: int | None
    more: bool
    whole: bool
    page: int
    pages: int


@agency.get("/seekers")
@open_to(Role.AGENCY)
def seekers() -> Response:
    """The filters, and whom they find."""
    form = search_form(request.args)
    if ASKED not in request.args:
        return search_page(form)
    return found_page(form, page_asked())


@agency.post("/seekers/acquisitions")
@open_to(Role.AGENCY)
@takes("number")
def acquire() -> Response:
    """Acquire those that were ticked; on to what is held."""
    form, page = search_form(request.form), page_from(request.form.get("page", ""))
    filters = form.filters()
    if filters is None or ground_against_search(filters, page) is not None:
        return found_page(form, page)
    exceeded = count_search(own_agency(), filters, now())
    if exceeded is not None:
        return search_page(form, status=429, refusal="too_often", minutes=exceeded.retry_after_minutes)
    numbers, purpose = request.form.getlist("number"), request.form.get("purpose", "")
    outcome = acquire_found(own_agency(), filters, numbers, purpose, by=current_identity(), now=now())
    if isinstance(outcome, AcquisitionRefusal):
        status = 409 if outcome is AcquisitionRefusal.NOT_FOUND_NOW else 422
        results = results_of(filters, page)
        return search_page(form, status=status, results=results, refusal=outcome.value, ticked=numbers)
    return go(url_for("seekers_agency.held", new=outcome.new, known=outcome.held, gone=outcome.gone))


def found_page(form: SearchForm, page: int) -> Response:
    """Whom the filters find, or why they find nobody; what was asked for is kept."""
    filters = form.filters()
    if filters is None:
        return search_page(form, status=422)
    refusal = ground_against_search(filters, page)
    if refusal is not None:
        return search_page(form, status=422, refusal=refusal.value)
    exceeded = count_search(own_agency(), filters, now())
    if exceeded is not None:
        return search_page(form, status=429, refusal="too_often", minutes=exceeded.retry_after_minutes)
    return search_page(form, results=results_of(filters, page))


def results_of(filters: Filters, page: int) -> Results:
    """The page of a search that was counted; whom it found is noted (SECURITY T7)."""
    agency_id, moment = own_agency(), now()
    ids, whole = search(filters, agency_id, moment)
    pairs = note_found(agency_id, filters, ids, moment)
    if pairs:
        log.warning("searches_close", count=pairs)
    allowed = ids[:ROWS_A_QUERY]
    here = allowed[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    numbers, profiles = {each: pseudonym(agency_id, each) for each in here}, profiles_of(here)
    held = held_ids(agency_id, day_of(moment), numbers.values())
    rows = [Row(number=numbers[each], profile=shown(profiles[each]), is_held=numbers[each] in held) for each in here]
    more, pages = len(ids) > ROWS_A_QUERY, -(-len(allowed) // ROWS_A_PAGE)
    return Results(rows=rows, total=shown_total(len(allowed)), more=more, whole=whole, page=page, pages=pages)


def search_page(
    form: SearchForm,
    *,
    status: int = 200,
    results: Results | None = None,
    refusal: str | None = None,
    minutes: int = 1,
    ticked: list[str] | None = None,
) -> Response:
    """The page with its filters, or for htmx the part that was found."""
    asked = form.asked()
    page, last = (results.page, results.pages) if results else (1, 1)
    return respond(
        "seekers/search.html",
        "seekers/_found.html",
        status=status,
        form=form,
        results=results,
        refusal=refusal,
        minutes=minutes,
        ticked=ticked or [],
        asked=asked,
        previous=_page_url(asked, page - 1) if page > 1 else None,
        following=_page_url(asked, page + 1) if page < last else None,
    )


def _page_url(asked: dict[str, str], page: int) -> str:
    return url_for("seekers_agency.seekers", **asked, search=1, page=page)
