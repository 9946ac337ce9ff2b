"""Looking a booking up: a POST, so that no name or number stays in an address (DESIGN 3.10)."""

from flask import Response, make_response, render_template, request

from app.audit.usecases import note_view
from app.booking.queries.office_bookings import folded_number
from app.booking.terms.lines import Line
from app.desk.forms.search import SearchForm
from app.desk.queries.search import found_bookings
from app.desk.rules.search import ground_for_refusal, search_for
from app.desk.terms.search import MOST, REACH_DAYS, Search, SearchBy, SearchReason, SearchRefusal
from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor, office_of
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now


@blueprint.get("/<slug>/search")
@open_to(AT_THE_DESK)
def search_form(slug: str) -> Response:
    """The search, empty."""
    return search_page(office_of(slug), SearchForm())


@blueprint.post("/<slug>/search")
@open_to(AT_THE_DESK)
def search(slug: str) -> Response:
    """What was found; that somebody searched, by what and why is noted, not for whom."""
    office, form = office_of(slug), SearchForm(request.form)
    wanted = search_for(form.typed(), folded_number(form.typed()))
    if isinstance(wanted, SearchRefusal):
        return search_page(office, form, refusal=wanted)
    refusal = ground_for_refusal(wanted, form.chosen_reason())
    if refusal is not None:
        return search_page(office, form, refusal=refusal)
    note_search(office, wanted, form.chosen_reason())
    return search_page(office, form, wanted=wanted, found=found_bookings(office.id, wanted, now()))


def note_search(office: Office, wanted: Search, reason: SearchReason | None) -> None:
    """Note the search before anything is read."""
    kana = wanted.by is SearchBy.KANA
    detail: dict[str, object] = {"by": wanted.by.value, "reason": reason.value if reason and kana else None}
    note_view("desk.searched", by=actor(), subject=f"office:{office.id}", now=now(), office_id=office.id, detail=detail)


def search_page(
    office: Office,
    form: SearchForm,
    *,
    refusal: SearchRefusal | None = None,
    wanted: Search | None = None,
    found: tuple[Line, ...] = (),
) -> Response:
    """The search with what it found, or why it could not look."""
    page = render_template(
        "desk/search.html",
        office=office,
        form=form,
        refusal=refusal,
        wanted=wanted,
        found=found,
        most=MOST,
        reach=REACH_DAYS,
    )
    return make_response(page, 422 if refusal else 200)
