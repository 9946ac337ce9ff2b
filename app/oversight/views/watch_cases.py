"""事案: opening one, its page with everything under it, the referral, the end (AGY-059, AGY-073, AGY-074, AGY-081)."""

from datetime import datetime

from flask import Response, abort, request, url_for

from app.accounts.queries.people import organisation_code
from app.agencies.queries.lookup import AgencyLine, agency_lines, newest_mandatory_info
from app.offices.queries.days import national_calendar
from app.oversight.forms.agency import DayForm
from app.oversight.forms.watch import CaseForm, OutcomeForm, case_form
from app.oversight.queries.cases import CaseRecord, find_case
from app.oversight.queries.matters import Matter, find_matter
from app.oversight.queries.requests import requests_under
from app.oversight.rules.decisions import terminating_clause_of
from app.oversight.rules.grounds import GROUNDS
from app.oversight.rules.suspensions import is_stopped_under_a_case
from app.oversight.rules.watchers import (
    ground_against_case,
    ground_against_closing_as,
    ground_against_deciding,
    may_read,
)
from app.oversight.terms.asking import CaseRefusal
from app.oversight.terms.requests import CaseKind
from app.oversight.terms.watchers import Watcher, WatchRefusal
from app.oversight.usecases.cases import close_case, open_case, refer_case
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_scope import WATCHERS, agency_named, allow, called, status_of, watch_page, watcher
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


def kinds_to_open(who: Watcher, bureau_id: int) -> tuple[CaseKind, ...]:
    """The kinds of cases a watcher may open about an agency."""
    return tuple(kind for kind in CaseKind if ground_against_case(who, bureau_id, kind) is None)


@watch.get("/oversight/agencies/<code>/cases/new")
@open_to(WATCHERS)
def new_case(code: str) -> Response:
    """The form, with the kind and the ground an address asks for."""
    agency = agency_named(code)
    kinds = kinds_to_open(watcher(), agency.bureau_id) or abort(403)
    asked = {name: request.args.get(name, "") for name in ("kind", "ground")}
    return opening_page(code, agency, case_form(kinds, **asked))


@watch.post("/oversight/agencies/<code>/cases")
@open_to(WATCHERS)
def add_case(code: str) -> Response:
    """Open it."""
    agency = agency_named(code)
    form = case_form(kinds_to_open(watcher(), agency.bureau_id) or abort(403), request.form)
    new = form.case(newest_mandatory_info(agency.id))
    if new is None:
        return opening_page(code, agency, form, status=422)
    outcome = open_case(agency.id, new, by=current_identity(), now=now())
    if not isinstance(outcome, str):
        return opening_page(code, agency, form, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_case", number=outcome, done="opened"))


@watch.get("/oversight/cases/<number>")
@open_to(WATCHERS)
def watch_case(number: str) -> Response:
    """A case with what was asked and decided under it."""
    return case_page(*readable_case(number))


@watch.post("/oversight/cases/<number>/referral")
@open_to(WATCHERS)
def refer(number: str) -> Response:
    """Enter the day the supply-demand adjustment section was asked to act (AGY-073)."""
    case, agency = readable_case(number)
    form = DayForm(formdata=request.form)
    day = form.value("依頼した日を入れてください。")
    if day is None:
        return case_page(case, agency, day_form=form, status=422)
    refusal = refer_case(number, day, by=current_identity(), now=now())
    if refusal is not None:
        return case_page(case, agency, day_form=form, status=status_of(refusal), refusal=refusal)
    return go(url_for("oversight.watch_case", number=number, done="referred"))


@watch.post("/oversight/cases/<number>/closing")
@open_to(WATCHERS)
def close(number: str) -> Response:
    """Close it with what came of it."""
    case, agency = readable_case(number)
    form = OutcomeForm(formdata=request.form)
    outcome = form.text()
    if outcome is None:
        return case_page(case, agency, outcome_form=form, status=422)
    refusal = close_case(number, outcome, by=current_identity(), now=now())
    if refusal is not None:
        return case_page(case, agency, outcome_form=form, status=status_of(refusal), refusal=refusal)
    return go(url_for("oversight.watch_case", number=number, done="closed"))


def readable_case(number: str) -> tuple[CaseRecord, AgencyLine]:
    """A case this watcher may read with its agency; 404 for another's and for none."""
    who, case = watcher(), find_case(number) or abort(404)
    agency = agency_lines(frozenset({case.agency_id}))[case.agency_id]
    return (case, agency) if may_read(who, agency.bureau_id, case.organisation_id) else abort(404)


def case_to_decide(number: str) -> tuple[CaseRecord, AgencyLine]:
    """A case on whose ground this watcher decides, with its agency; 403 for any other (AGY-072).

    One of another bureau is answered as a number that was never given: whether there is such a case is not told.
    """
    who, case = watcher(), find_case(number) or abort(403)
    agency = agency_lines(frozenset({case.agency_id}))[case.agency_id]
    allow(ground_against_deciding(who, agency.bureau_id, case.ground))
    return case, agency


def opening_page(
    code: str,
    agency: AgencyLine,
    form: CaseForm,
    *,
    status: int = 200,
    refusal: CaseRefusal | WatchRefusal | None = None,
) -> Response:
    """The page of a new case."""
    return watch_page("case_form", status=status, refusal=refusal, code=code, agency=agency, form=form)


def matter_of(case: CaseRecord, moment: datetime) -> Matter | None:
    """What a decision under the case would rest on."""
    open_ = case.closed_at is None
    about = {"case_open": open_, "opened_at": case.opened_at}
    return find_matter(case.agency_id, case.ground, national_calendar(), moment, **about)


def end_clause(matter: Matter | None) -> str | None:
    """Under which clause use may be ended as things stand; None where it may not."""
    return terminating_clause_of(matter.ground, matter.repeat, matter.facts, now()) if matter else None


def case_page(
    case: CaseRecord,
    agency: AgencyLine,
    *,
    day_form: DayForm | None = None,
    outcome_form: OutcomeForm | None = None,
    unsent: object = None,
    status: int = 200,
    refusal: object = None,
) -> Response:
    """The page of a case; `unsent` is what was typed of a decision that no longer stands open, to be copied."""
    return watch_page(
        "case",
        status=status,
        refusal=refusal,
        unsent=unsent,
        case=case,
        agency=agency,
        code=organisation_code(agency.id),
        facts=GROUNDS[case.ground],
        asked=requests_under(case.id),
        names=called([case.opened_by]),
        day_form=day_form or DayForm(),
        outcome_form=outcome_form or OutcomeForm(),
        **_allowed(watcher(), case, agency),
    )


def _allowed(who: Watcher, case: CaseRecord, agency: AgencyLine) -> dict[str, object]:
    """What this watcher may do about the case as things stand."""
    matter = matter_of(case, now())
    decides = ground_against_deciding(who, agency.bureau_id, case.ground) is None and case.closed_at is None
    holds = matter is not None and matter.stop_id is not None and matter.stop_id == case.suspension_id
    stops = is_stopped_under_a_case(case.ground) and not holds
    return {
        "matter": matter,
        "holds": holds,
        "may_stop": decides and matter is not None and stops,
        "may_end": decides and end_clause(matter) is not None,
        "end_clause": end_clause(matter),
        "may_close": ground_against_closing_as(who, agency.bureau_id, case.kind, case.ground) is None,
    }
