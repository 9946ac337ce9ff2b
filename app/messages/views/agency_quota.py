"""The day's thousand: the count, and how many of them are kept for answers (AGY-060)."""

from flask import Response, request, url_for

from app.kernel.roles import Role
from app.messages.forms.agency import QuotaForm
from app.messages.terms.agency import ReserveRefusal
from app.messages.usecases.agency_inbox import keep_for_answers
from app.messages.views.agency_blueprint import blueprint, counter_of, own_agency
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, respond


@blueprint.get("/quota")
@open_to(Role.AGENCY)
def quota_page() -> Response:
    """How many were sent today, how many are left and for what."""
    counter = counter_of(own_agency(), now())
    kept = counter.facts.kept_for_answers
    return one_page(QuotaForm(kept=kept, seen=str(kept)))


@blueprint.post("/quota")
@open_to(Role.AGENCY)
def keep() -> Response:
    """Keep so many for answers."""
    form = QuotaForm(request.form)
    if not form.validate() or form.kept.data is None:
        return one_page(form, status=422)
    refusal = keep_for_answers(own_agency(), form.kept.data, seen=form.number_seen(), by=current_identity(), now=now())
    if refusal is not None:
        form.seen.data = str(counter_of(own_agency(), now()).facts.kept_for_answers)
        return one_page(form, status=409, refusal=refusal)
    return go(url_for("messages_agency.quota_page", done="kept"))


def one_page(form: QuotaForm, *, status: int = 200, refusal: ReserveRefusal | None = None) -> Response:
    """The page of the count; a refusal has beside it how many are kept now."""
    told = {
        "form": form,
        "counter": counter_of(own_agency(), now()),
        "refusal": refusal.value if refusal else None,
        "done": request.args.get("done", ""),
    }
    return respond("messages/quota.html", "messages/_quota.html", status=status, **told)
