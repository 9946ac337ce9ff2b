"""利用解除・停止を終えること・再開: one officer proposes, another approves or drops (SECURITY T6)."""

from flask import Response, abort, request, url_for

from app.accounts.queries.people import organisation_code
from app.agencies.queries.dates import reapply_from
from app.agencies.queries.lookup import AgencyLine, agency_lines
from app.agencies.queries.suspensions import SuspensionRecord
from app.kernel.moments import day_of
from app.offices.queries.bureaux import get_bureau
from app.offices.queries.days import national_calendar
from app.oversight.forms.watch import DecisionForm
from app.oversight.queries.cases import ProposalRecord, find_proposal
from app.oversight.queries.matters import Matter, find_matter
from app.oversight.rules.grounds import GROUNDS
from app.oversight.rules.liftings import confirmed_by_orders, goes_on_unmended, needs_of, uncorrected_orders
from app.oversight.rules.watchers import ground_against_deciding, may_read
from app.oversight.terms.decisions import DecisionRefusal
from app.oversight.terms.requests import Decision
from app.oversight.usecases.decisions import approve_decision, drop_decision, propose_lifting, propose_termination
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_agency import agency_page, may_be_lifted
from app.oversight.views.watch_cases import case_page, case_to_decide, end_clause, matter_of
from app.oversight.views.watch_scope import DECIDERS, agency_named, allow, called, status_of, watch_page, watcher
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go
from app.web.steps import sentences


@watch.get("/oversight/cases/<number>/terminations/new")
@open_to(DECIDERS)
def new_termination(number: str) -> Response:
    """The form that proposes the end of use, with the day from which the agency may apply again."""
    return termination_page(number, DecisionForm())


@watch.post("/oversight/cases/<number>/terminations")
@open_to(DECIDERS)
def add_termination(number: str) -> Response:
    """Propose it."""
    form = DecisionForm(formdata=request.form)
    choice = form.choice(Decision.TERMINATION)
    if choice is None:
        return termination_page(number, form, status=422)
    case_to_decide(number)
    outcome = propose_termination(number, choice, by=current_identity(), now=now())
    if not isinstance(outcome, int):
        return termination_page(number, form, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_decision", proposal_id=outcome, done="proposed"))


@watch.get("/oversight/agencies/<code>/liftings/new")
@open_to(DECIDERS)
def new_lifting(code: str) -> Response:
    """The form that proposes to lift the stop that holds, or to resume use when its time is over."""
    return lifting_page(code, DecisionForm())


@watch.post("/oversight/agencies/<code>/liftings")
@open_to(DECIDERS)
def add_lifting(code: str) -> Response:
    """Propose it."""
    agency, form = agency_named(code), DecisionForm(formdata=request.form)
    matter = find_matter(agency.id, None, national_calendar(), now())
    resumes = matter is not None and goes_on_unmended(matter.facts.running)
    choice = form.choice(Decision.RESUMPTION if resumes else Decision.LIFTING)
    if choice is None:
        return lifting_page(code, form, status=422)
    outcome = propose_lifting(agency.id, choice, by=current_identity(), now=now())
    if not isinstance(outcome, int):
        return lifting_page(code, form, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_decision", proposal_id=outcome, done="proposed"))


@watch.get("/oversight/decisions/<int:proposal_id>")
@open_to(DECIDERS)
def watch_decision(proposal_id: int) -> Response:
    """What was proposed, what will follow, and the presses for the second person."""
    return decision_page(*readable_decision(proposal_id))


@watch.post("/oversight/decisions/<int:proposal_id>/approval")
@open_to(DECIDERS)
def approve(proposal_id: int) -> Response:
    """Be the second person; 403 for whoever proposed."""
    found, agency = readable_decision(proposal_id)
    outcome = approve_decision(proposal_id, by=current_identity(), now=now())
    if not isinstance(outcome, Decision):
        return decision_page(found, agency, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_decision", proposal_id=proposal_id, done="approved"))


@watch.post("/oversight/decisions/<int:proposal_id>/withdrawal")
@open_to(DECIDERS)
def drop(proposal_id: int) -> Response:
    """Drop it."""
    found, agency = readable_decision(proposal_id)
    refusal = drop_decision(proposal_id, by=current_identity(), now=now())
    if refusal is not None:
        return decision_page(found, agency, status=status_of(refusal), refusal=refusal)
    return go(url_for("oversight.watch_decision", proposal_id=proposal_id, done="dropped"))


def readable_decision(proposal_id: int) -> tuple[ProposalRecord, AgencyLine]:
    """A proposal this watcher may read with its agency; 404 for another's and for none."""
    who, found = watcher(), find_proposal(proposal_id) or abort(404)
    agency = agency_lines(frozenset({found.agency_id}))[found.agency_id]
    decides = ground_against_deciding(who, agency.bureau_id, found.ground) is None
    return (found, agency) if decides or may_read(who, agency.bureau_id) else abort(404)


def termination_page(number: str, form: DecisionForm, *, status: int = 200, refusal: object = None) -> Response:
    """The page that proposes the end of use; where that is not possible (any more), the case with what was typed."""
    case, agency = case_to_decide(number)
    matter = matter_of(case, now())
    clause = end_clause(matter)
    if clause is None:
        told = {"refusal": refusal or DecisionRefusal.NO_END_ON_GROUND, "unsent": form.reason}
        return case_page(case, agency, status=409, **told) if form.reason.data else abort(404)
    free = reapply_from(day_of(now()), national_calendar())
    return watch_page(
        "termination_form",
        status=status,
        refusal=refusal,
        case=case,
        agency=agency,
        form=form,
        clause=clause,
        matter=matter,
        free=free.value,
        why=sentences(free.steps),
    )


def lifting_page(code: str, form: DecisionForm, *, status: int = 200, refusal: object = None) -> Response:
    """The page that proposes a lifting; where nothing is stopped (any more), the agency with what was typed."""
    agency = agency_named(code)
    matter = find_matter(agency.id, None, national_calendar(), now())
    held = matter.stop if matter else None
    if matter is None or held is None:
        told = {"refusal": DecisionRefusal.NOT_STOPPED, "unsent": form.reason}
        return agency_page(code, status=409, **told) if form.reason.data else abort(404)
    allow(ground_against_deciding(watcher(), agency.bureau_id, matter.ground))
    told = {"agency": agency, "code": code, "form": form, **_what_holds(matter, held, agency)}
    return watch_page("lifting_form", status=status, refusal=refusal, **told)


def _what_holds(matter: Matter, held: SuspensionRecord, agency: AgencyLine) -> dict[str, object]:
    """The stop that holds, and what use waits for before it goes on."""
    running, orders = matter.facts.running, matter.facts.orders
    return {
        "held": held,
        "resumes": goes_on_unmended(running),
        "causes": [(each, needs_of(each)) for each in running.causes] if running else [],
        "today": day_of(now()),
        "known_day": confirmed_by_orders(held.ground, orders),
        "orders": uncorrected_orders(held.ground, orders),
        "bureau": get_bureau(agency.bureau_id),
        "own_bureau": watcher().bureau_id == agency.bureau_id,
        "is_fixed": not may_be_lifted(held),
        "waits_for_cause": GROUNDS[held.ground].needs_improvement,
    }


def decision_page(found: ProposalRecord, agency: AgencyLine, *, status: int = 200, refusal: object = None) -> Response:
    """The page of a proposal."""
    who = watcher()
    free = reapply_from(day_of(found.settled_at or now()), national_calendar())
    return watch_page(
        "decision",
        status=status,
        refusal=refusal,
        found=found,
        agency=agency,
        code=organisation_code(agency.id),
        decides=ground_against_deciding(who, agency.bureau_id, found.ground) is None,
        own=found.proposed_by == who.account_id,
        names=called([found.proposed_by, found.settled_by]),
        free=free.value,
        why=sentences(free.steps),
    )
