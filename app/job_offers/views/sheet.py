"""求職者へ提供: the sheet an agency prints for a seeker (AGY-026, AGY-030, AGY-031, AGY-034, AGY-041)."""

from flask import Response, abort, make_response, render_template

from app.job_offers.rules.items import told_lines
from app.job_offers.terms.acts import SOURCE
from app.job_offers.views.blueprints import agency
from app.job_offers.views.receiving import exporter, known_offer
from app.kernel.roles import Role
from app.web.access import open_to
from app.web.clock import now


@agency.get("/<offer>/sheet")
@open_to(Role.AGENCY)
def sheet(offer: str) -> Response:
    """The newest version; 404 for an offer that is provided no more."""
    by, known = exporter(), known_offer(offer)
    if not known.is_provided:
        abort(404)
    page = render_template(
        "job_offers/sheet.html",
        known=known,
        lines=told_lines(known.offer.items),
        source=SOURCE,
        procedure=by.procedure,
        agency_name=by.name,
        issued_at=now(),
    )
    return make_response(page)
