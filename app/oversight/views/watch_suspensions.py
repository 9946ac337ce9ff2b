"""停止: the form, the page that shows its days and what will be published, the press (AGY-022, AGY-072 to AGY-089)."""

from flask import Response, abort, request, url_for

from app.accounts.queries.people import organisation_code
from app.agencies.queries.lookup import AgencyLine
from app.agencies.terms.participation import SuspensionEnd
from app.offices.queries.days import national_calendar
from app.oversight.forms.watch import SuspensionForm
from app.oversight.queries.cases import CaseRecord
from app.oversight.queries.plans import find_plan
from app.oversight.rules.grounds import GROUNDS
from app.oversight.rules.suspensions import is_stopped_under_a_case
from app.oversight.terms.decisions import Begins, DecisionRefusal, SuspensionPlan
from app.oversight.usecases.suspensions import suspend_agency
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_cases import case_to_decide, matter_of
from app.oversight.views.watch_scope import DECIDERS, status_of, watch_page
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go
from app.web.steps import sentences


@watch.get("/oversight/cases/<number>/suspensions/new")
@open_to(DECIDERS)
def new_suspension(number: str) -> Response:
    """The form."""
    return stop_page(*decidable(number), SuspensionForm(data={"begins": Begins.MIDNIGHT.value}))


@watch.post("/oversight/cases/<number>/suspensions/new")
@open_to(DECIDERS)
def changed_suspension(number: str) -> Response:
    """Back from the page that asks once more, with everything that was typed."""
    return stop_page(*decidable(number), SuspensionForm(formdata=request.form))


@watch.post("/oversight/cases/<number>/suspensions/preview")
@open_to(DECIDERS)
def suspension_preview(number: str) -> Response:
    """The first and last day with why, what ends, and the words of the public list, before anything is done."""
    case, agency = decidable(number)
    form = SuspensionForm(formdata=request.form)
    choice = form.choice()
    if choice is None:
        return stop_page(case, agency, form, status=422)
    found = find_plan(case.agency_id, case.ground, choice, national_calendar(), now(), case_open=case.closed_at is None)
    if isinstance(found, DecisionRefusal):
        return stop_page(case, agency, form, status=409, refusal=found)
    return preview_page(case, agency, form, found[0])


@watch.post("/oversight/cases/<number>/suspensions")
@open_to(DECIDERS)
def stop_use(number: str) -> Response:
    """Stop use."""
    case, agency = decidable(number)
    form = SuspensionForm(formdata=request.form)
    choice = form.choice()
    if choice is None:
        return stop_page(case, agency, form, status=422)
    outcome = suspend_agency(number, choice, by=current_identity(), now=now())
    if not isinstance(outcome, SuspensionPlan):
        return stop_page(case, agency, form, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_case", number=number, done="stopped"))


def decidable(number: str) -> tuple[CaseRecord, AgencyLine]:
    """A case on whose ground this watcher decides; 403 for another bureau, 404 for a case nobody may stop use under."""
    case, agency = case_to_decide(number)
    return (case, agency) if is_stopped_under_a_case(case.ground) else abort(404)


def stop_page(
    case: CaseRecord, agency: AgencyLine, form: SuspensionForm, *, status: int = 200, refusal: object = None
) -> Response:
    """The page of the form."""
    matter = matter_of(case, now())
    held = matter.stop if matter else None
    return watch_page(
        "suspension_form",
        status=status,
        refusal=refusal,
        case=case,
        agency=agency,
        facts=GROUNDS[case.ground],
        form=form,
        matter=matter,
        asks_last_day=GROUNDS[case.ground].suspension is SuspensionEnd.AS_DECIDED,
        asks_facts=held is not None and held.end_kind is SuspensionEnd.UNTIL_FACTS_CONFIRMED,
    )


def preview_page(case: CaseRecord, agency: AgencyLine, form: SuspensionForm, plan: SuspensionPlan) -> Response:
    """The page that asks once more."""
    return watch_page(
        "suspension_preview",
        case=case,
        agency=agency,
        code=organisation_code(agency.id),
        form=form,
        plan=plan,
        why=sentences(plan.steps),
        carried=[(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"],
    )
