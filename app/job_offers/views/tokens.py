"""Tokens for the agency's own system: made and ended here, each shown once (AGY-141)."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.job_offers.forms.acts import TokenForm
from app.job_offers.queries.access import tokens_of
from app.job_offers.terms.acts import AccessRefusal, DutyRefusal
from app.job_offers.usecases.tokens import Made, end_token, make_token
from app.job_offers.views.blueprints import agency
from app.job_offers.views.receiving import own_receiver
from app.kernel.roles import Role
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


@agency.get("/tokens")
@open_to(Role.AGENCY)
def tokens() -> Response:
    """Every token, and the form of a new one."""
    own_receiver()
    return tokens_page(TokenForm())


@agency.post("/tokens")
@open_to(Role.AGENCY)
def add_token() -> Response:
    """Make a token; this answer alone holds its secret."""
    by, form = own_receiver(), TokenForm(request.form)
    name = form.value()
    if name is None:
        return tokens_page(form, status=422)
    made = make_token(by.agency_id, name, by=current_identity(), now=now())
    if isinstance(made, Made):
        return tokens_page(TokenForm(), made=made)
    return tokens_page(form, status=409, refusal=made)


@agency.post("/tokens/<ref>/ending")
@open_to(Role.AGENCY)
def remove_token(ref: str) -> Response:
    """End a token; a stopped agency may do this too."""
    agency_id = current_identity().agency_id or abort(404)
    if not end_token(agency_id, ref, by=current_identity(), now=now()):
        abort(404)
    return go(url_for("job_offers.tokens", done="ended"))


def tokens_page(
    form: TokenForm,
    *,
    status: int = 200,
    made: Made | None = None,
    refusal: AccessRefusal | DutyRefusal | None = None,
) -> Response:
    """The page of tokens."""
    page = render_template(
        "job_offers/tokens.html",
        form=form,
        made=made,
        tokens=tokens_of(current_identity().agency_id or abort(404)),
        address=url_for("job_offers_api.as_json", _external=True),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
