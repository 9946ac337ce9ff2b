"""不正利用の報告: an agency reports, operations note what they did (AGY-094)."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.accounts.queries.people import mails_by_account, names_of
from app.agencies.queries.addresses import get_reached
from app.kernel.roles import Role
from app.oversight.forms.notes import MOST_TEXT, HandlingForm, MisuseForm
from app.oversight.queries.misuse import find_misuse_report, misuse_reports, misuse_reports_of
from app.oversight.terms.misuse import MisuseRefusal
from app.oversight.usecases.misuse import note_handling, report_misuse
from app.oversight.views.blueprints import agency, operations
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


@agency.get("/misuse-reports")
@open_to(Role.AGENCY)
def misuse() -> Response:
    """What to do first, the form, and what was reported."""
    return misuse_page(MisuseForm())


@agency.post("/misuse-reports")
@open_to(Role.AGENCY)
def tell_misuse() -> Response:
    """Report to the operators of the service."""
    form, agency_id = MisuseForm(request.form), current_identity().agency_id or abort(404)
    if not form.validate():
        return misuse_page(form, status=422)
    refusal = report_misuse(agency_id, form.text.folded, by=current_identity(), now=now())
    if refusal is not None:
        return misuse_page(form, status=409, refusal=refusal)
    return go(url_for("oversight_agency.misuse", done="reported"))


@operations.get("/misuse-reports")
@open_to(Role.OPERATIONS)
def misuse_list() -> Response:
    """Every report, those that wait first."""
    return list_page({})


@operations.post("/misuse-reports/<report>/handling")
@open_to(Role.OPERATIONS)
def handle_misuse(report: str) -> Response:
    """Note what was done about a report."""
    if find_misuse_report(report) is None:
        abort(404)
    form = HandlingForm(request.form)
    if not form.validate():
        return list_page({report: form}, status=422)
    refusal = note_handling(report, form.text.folded, by=current_identity(), now=now())
    if refusal is not None:
        return list_page({report: form}, status=409, refusal=refusal)
    return go(url_for("operations.misuse_list", done="handled"))


def misuse_page(form: MisuseForm, *, status: int = 200, refusal: MisuseRefusal | None = None) -> Response:
    """The agency's page."""
    page = render_template(
        "oversight/agency_misuse.html",
        form=form,
        limit=MOST_TEXT,
        reports=misuse_reports_of(current_identity().agency_id or abort(404)),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)


def list_page(typed: dict[str, HandlingForm], *, status: int = 200, refusal: MisuseRefusal | None = None) -> Response:
    """The page of operations."""
    found = misuse_reports()
    waiting = [each for each in found if each.handled_at is None]
    page = render_template(
        "oversight/operations_misuse.html",
        waiting=[(each, typed.get(each.number) or HandlingForm()) for each in waiting],
        handled=[each for each in found if each.handled_at is not None],
        unsent=next((form for number, form in typed.items() if number not in {each.number for each in waiting}), None),
        names=names_of(each.reported_by for each in found),
        mails=mails_by_account(each.reported_by for each in found),
        agencies={each.agency_id: get_reached(each.agency_id).name for each in found},
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
