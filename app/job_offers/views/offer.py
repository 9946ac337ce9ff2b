"""One offer with all its items as received, and the agency's own acts about it (AGY-029 to AGY-041)."""

from flask import Response, make_response, render_template, request
from wtforms import Form

from app.agencies.terms.kinds import AgencyKind
from app.job_offers.forms.acts import (
    LEARNED,
    WAYS,
    AcceptanceForm,
    AdditionForm,
    AskedForm,
    HireForm,
    LearnedForm,
    ToldForm,
)
from app.job_offers.rules.duties import owes_items, owes_request
from app.job_offers.rules.items import told_lines
from app.job_offers.terms.acts import SOURCE, AccessRefusal, DutyRefusal
from app.job_offers.views.blueprints import agency
from app.job_offers.views.receiving import Known, known_offer
from app.kernel.roles import Role
from app.web.access import open_to
from app.web.clock import now

NAMES = {
    LearnedForm: "learned_form",
    AskedForm: "asked_form",
    AdditionForm: "addition_form",
    AcceptanceForm: "acceptance_form",
    ToldForm: "told_form",
    HireForm: "hire_form",
}


@agency.get("/<offer>")
@open_to(Role.AGENCY)
def offer_page(offer: str) -> Response:
    """An offer."""
    return page_of(known_offer(offer))


def page_of(
    known: Known, form: Form | None = None, *, status: int = 200, refusal: AccessRefusal | DutyRefusal | None = None
) -> Response:
    """The page of an offer; `form` is the one that was typed into."""
    page = render_template(
        "job_offers/offer.html",
        known=known,
        lines=told_lines(known.offer.items) if known.is_provided else (),
        source=SOURCE,
        **forms_of(form),
        typed=form,
        charges=known.by.kind is AgencyKind.FEE,
        owes=owes_items(known.use.facts),
        owes_asking=any(owes_request(each, is_provided=known.is_provided) for each in known.use.learned),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
        learned_words=LEARNED,
        way_words=WAYS,
        issued_at=now(),
    )
    return make_response(page, status)


def forms_of(typed: Form | None) -> dict[str, Form]:
    """Every form of the page, the one that was typed into as it was."""
    return {name: typed if isinstance(typed, kind) else kind() for kind, name in NAMES.items()}
