"""Asking an agency, what it answered, and the confirmation (AGY-017, AGY-071, AGY-090, AGY-113, AGY-117, AGY-135)."""

from flask import Response, abort, request, url_for

from app.accounts.queries.people import organisation_code
from app.agencies.queries.lookup import AgencyLine, agency_lines
from app.offices.queries.days import national_calendar
from app.oversight.forms.agency import DayForm
from app.oversight.forms.watch import OutcomeForm, RequestForm, request_form
from app.oversight.queries.cases import CaseRecord
from app.oversight.queries.complaints import handed_in
from app.oversight.queries.plans import measure_stops
from app.oversight.queries.requests import RequestRecord, find_request
from app.oversight.rules.requests import ground_against_confirming_as, is_ignored
from app.oversight.rules.watchers import kinds_to_ask, may_read
from app.oversight.terms.asking import RequestRefusal
from app.oversight.terms.decisions import SuspensionPlan
from app.oversight.terms.watchers import Watcher, Watching, WatchRefusal
from app.oversight.usecases.requests import ask_agency, confirm_request
from app.oversight.usecases.suspensions import suspend_for_measure
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_cases import readable_case
from app.oversight.views.watch_scope import DECIDERS, WATCHERS, agency_named, noted, status_of, watch_page, watcher
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.fields import sent
from app.web.htmx import go


@watch.get("/oversight/agencies/<code>/requests/new")
@open_to(WATCHERS)
def new_request(code: str) -> Response:
    """The form, with the kind an address asks for."""
    agency = agency_named(code)
    kinds = kinds_to_ask(watcher(), agency.bureau_id)
    kind = request.args.get("kind", kinds[0].value)
    return asking_page(code, agency, request_form(kinds, kind=kind))


@watch.post("/oversight/agencies/<code>/requests")
@open_to(WATCHERS)
def send_request(code: str) -> Response:
    """Ask."""
    agency = agency_named(code)
    kinds = kinds_to_ask(watcher(), agency.bureau_id)
    form = request_form(kinds, request.form)
    new = form.request()
    if new is None:
        return asking_page(code, agency, form, status=422)
    case = case_asked(agency)
    outcome = ask_agency(agency.id, new, by=current_identity(), now=now(), case_id=case.id if case else None)
    if not isinstance(outcome, str):
        return asking_page(code, agency, form, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_request", number=outcome, done="asked"))


@watch.get("/oversight/requests/<number>")
@open_to(WATCHERS)
def watch_request(number: str) -> Response:
    """What was asked, and what came of it."""
    return request_page(*readable(number))


@watch.post("/oversight/requests/<number>/confirmation")
@open_to(WATCHERS)
def confirm(number: str) -> Response:
    """Close it with the day on which it was confirmed."""
    found, agency = readable(number)
    form = DayForm(formdata=request.form)
    day = form.value("確認した日を入れてください。")
    if day is None:
        return request_page(found, agency, form=form, status=422)
    refusal = confirm_request(number, day, by=current_identity(), now=now())
    if refusal is not None:
        return request_page(found, agency, form=form, status=status_of(refusal), refusal=refusal)
    return go(url_for("oversight.watch_request", number=number, done="confirmed"))


@watch.post("/oversight/requests/<number>/suspension")
@open_to(DECIDERS)
def stop_for_measure(number: str) -> Response:
    """Stop use because the measure was refused or not answered (AGY-114)."""
    found, agency = readable(number)
    form = OutcomeForm(formdata=request.form, prefix="stop-")
    reason = form.text()
    if reason is None:
        return request_page(found, agency, stop_form=form, status=422)
    outcome = suspend_for_measure(number, reason, by=current_identity(), now=now())
    if not isinstance(outcome, SuspensionPlan):
        return request_page(found, agency, stop_form=form, status=status_of(outcome), refusal=outcome)
    return go(url_for("oversight.watch_agency", code=organisation_code(agency.id), done="stopped"))


def case_asked(agency: AgencyLine) -> CaseRecord | None:
    """The case about the agency under which is asked, where the address or the form names one this watcher reads."""
    number = sent("case")
    case, about = readable_case(number) if number else (None, agency)
    return case if about.id == agency.id else abort(404)


def readable(number: str) -> tuple[RequestRecord, AgencyLine]:
    """A request this watcher may read with its agency; 404 for another's and for none."""
    who, found = watcher(), find_request(number) or abort(404)
    agency = agency_lines(frozenset({found.agency_id}))[found.agency_id]
    return (found, agency) if may_read(who, agency.bureau_id, found.organisation_id) else abort(404)


def asking_page(
    code: str,
    agency: AgencyLine,
    form: RequestForm,
    *,
    status: int = 200,
    refusal: RequestRefusal | WatchRefusal | None = None,
) -> Response:
    """The page that asks."""
    case = case_asked(agency)
    return watch_page("request_form", status=status, refusal=refusal, code=code, agency=agency, form=form, case=case)


def request_page(
    found: RequestRecord,
    agency: AgencyLine,
    *,
    form: DayForm | None = None,
    stop_form: OutcomeForm | None = None,
    status: int = 200,
    refusal: object = None,
) -> Response:
    """The page of a request; a look at complaints that were handed in with the answer is recorded."""
    who = watcher()
    handed = handed_in(found.id) if found.organisation_id in who.organisation_ids else []
    return watch_page(
        "request",
        status=status,
        refusal=refusal,
        asked=found,
        agency=agency,
        code=organisation_code(agency.id),
        complaints=noted(handed, f"agency_request:{found.number}"),
        form=form or DayForm(),
        stop_form=stop_form or OutcomeForm(prefix="stop-"),
        **_allowed(who, found, agency),
    )


def _allowed(who: Watcher, found: RequestRecord, agency: AgencyLine) -> dict[str, bool]:
    """What this watcher may do about the request as things stand."""
    closes = ground_against_confirming_as(who, found.kind, found.organisation_id, agency.bureau_id) is None
    ignored = who.watching is Watching.OPERATIONS and is_ignored(found.status, now())
    return {
        "may_close": closes and found.closed_at is None,
        "ignored": ignored,
        "may_stop": ignored and measure_stops(agency.id, national_calendar(), now()),
    }
