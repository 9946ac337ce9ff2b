"""求人受理後の明示: the text an agency gives an employer on paper or by its own mail (AGY-037)."""

from flask import Response, abort, make_response, render_template

from app.job_offers.rules.duties import items_told
from app.job_offers.views.blueprints import agency
from app.job_offers.views.receiving import Known, known_offer
from app.kernel.roles import Role
from app.notices.effects import site_message
from app.web.access import open_to


@agency.get("/<offer>/explanation")
@open_to(Role.AGENCY)
def explanation(offer: str) -> Response:
    """The five items, or four where no fee is charged; 404 before the acceptance."""
    known = known_offer(offer)
    if known.use.acceptance is None:
        abort(404)
    text = site_message("M-AGY-15", context_of(known))
    return make_response(render_template("job_offers/explanation.html", known=known, text=text))


def context_of(known: Known) -> dict[str, object]:
    """What the text tells, from what the agency registered."""
    told = known.by.told
    if told is None:
        abort(404)
    return {
        "agency": told.name,
        "number": known.offer.number,
        "accepted_on": known.use.facts.accepted_on,
        "items": items_told(known.by.kind),
        "occupations": told.mandatory.occupations if told.mandatory else "",
        "contact": told.contact_way,
        "officer": told.privacy_officer.name,
    }
