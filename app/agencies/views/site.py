"""What everybody may read about the information service: its terms in our own words, and whom to ask (20-24)."""

from flask import Response, make_response, render_template

from app.agencies.queries.site_terms import versions
from app.agencies.terms.contacts import BUREAU_LIST
from app.agencies.views.blueprints import lists
from app.kernel.helpdesk import HELPDESK
from app.kernel.roles import ANYONE
from app.offices.queries.bureaux import list_bureaux
from app.offices.queries.courts import office_courts
from app.offices.queries.drafts import TermsState, state_at
from app.offices.queries.texts import parts_of
from app.web.access import open_to
from app.web.clock import now, today
from app.web.paging import page_asked


@lists.get("/terms")
@open_to(ANYONE)
def site_terms() -> Response:
    """The terms: what they say in plain words, the text where it was imported, every version.

    Told here: AGY-003, AGY-019, AGY-025, AGY-093, AGY-095, AGY-103, AGY-109, AGY-112, AGY-122, AGY-123, AGY-134,
    AGY-138, AGY-142 to AGY-145.
    """
    moment, known = now(), versions()
    states = {each.effective_on: state_at(each, known, moment) for each in known}
    told = [each for each in known if states[each.effective_on] is not TermsState.DRAFT]
    current = next((each for each in told if states[each.effective_on] is TermsState.IN_FORCE), None)
    page = render_template(
        "agencies/terms.html",
        versions=[(each, states[each.effective_on]) for each in told],
        coming=[each for each in told if states[each.effective_on] is TermsState.ANNOUNCED],
        current=current,
        parts=parts_of(current.text) if current else [],
    )
    return make_response(page)


@lists.get("/contacts")
@open_to(ANYONE)
def contacts() -> Response:
    """Whom to ask about the system and about applications, which court decides (AGY-139, AGY-140, AGY-143, AGY-144)."""
    page = page_asked()
    courts, has_more = office_courts(today(), page)
    told = {"helpdesk": HELPDESK, "bureau_list": BUREAU_LIST, "bureaux": list_bureaux()}
    return make_response(
        render_template("agencies/contacts.html", offices=courts, page=page, has_more=has_more, **told)
    )
