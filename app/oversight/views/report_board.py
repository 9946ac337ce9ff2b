"""報告の一覧: who is late with the yearly report, and what each handed in (AGY-124, AGY-126, AGY-130, AGY-131)."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.accounts.queries.people import find_organisation, names_of
from app.accounts.terms import OrganisationKind
from app.agencies.queries.participation import Standing, find_standing
from app.kernel.calendar import Calendar
from app.kernel.roles import Role
from app.offices.queries.bureaux import get_bureau
from app.offices.queries.offices import national_calendar
from app.oversight.forms.reports import LABELS
from app.oversight.queries.report_rows import PAGE, chases_of, in_order, late_agencies, versions_of
from app.oversight.queries.reports import missing_reports
from app.oversight.rules.dates import report_limit, suspension_due_from
from app.oversight.rules.reports import chasable_from, reportable_years
from app.oversight.terms.reports import ReportRefusal
from app.oversight.usecases.report_chases import chase_report
from app.oversight.views.blueprints import watch
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.fields import sent
from app.web.htmx import go
from app.web.paging import page_asked
from app.web.steps import sentences


@watch.get("/reports")
@open_to(Role.BUREAU, Role.MINISTRY)
def report_board() -> Response:
    """Those of the own jurisdiction who owe a report of a year; the ministry sees them all."""
    year, page = year_asked(), page_asked()
    found = late_agencies(year, current_identity().bureau_id, now(), page)
    answer = render_template(
        "oversight/report_board.html", rows=found[:PAGE], page=page, more=len(found) > PAGE, **of_year(year)
    )
    return make_response(answer)


@watch.get("/reports/<agency>")
@open_to(Role.BUREAU, Role.MINISTRY)
def agency_report(agency: str) -> Response:
    """The reports of one agency, for its bureau and the ministry alone."""
    return agency_page(agency_of(agency), year_asked())


@watch.post("/reports/<agency>/chases")
@open_to(Role.BUREAU)
def chase(agency: str) -> Response:
    """Ask for the missing report (提出依頼)."""
    standing, year = agency_of(agency), year_asked()
    refusal = chase_report(standing.agency_id, year, by=current_identity(), now=now())
    if refusal is not None:
        return agency_page(standing, year, status=409, refusal=refusal)
    return go(url_for("oversight.agency_report", agency=agency, year=year, done="asked"))


def agency_page(standing: Standing, year: int, *, status: int = 200, refusal: ReportRefusal | None = None) -> Response:
    """The page of one agency's reports."""
    chases = chases_of(standing.agency_id, year)
    answer = render_template(
        "oversight/report_agency.html",
        standing=standing,
        bureau=get_bureau(standing.bureau_id),
        missing=in_order(missing_reports(year, standing)),
        chases=chases,
        names=names_of(account for _, account in chases),
        versions=versions_of(standing.agency_id),
        labels=LABELS,
        may_ask=current_identity().bureau_id == standing.bureau_id,
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
        **of_year(year),
    )
    return make_response(answer, status)


def agency_of(code: str) -> Standing:
    """The agency of an address in the own jurisdiction, any for the ministry; 404 for every other."""
    place, by = find_organisation(OrganisationKind.AGENCY, code), current_identity()
    standing = find_standing(place.id, now()) if place else None
    if standing is None or not (Role.MINISTRY in by.roles or standing.bureau_id == by.bureau_id):
        abort(404)
    return standing


def of_year(year: int) -> dict[str, object]:
    """What every page tells of a fiscal year: its limit, and from when somebody late is to be suspended, with why."""
    calendar: Calendar = national_calendar()
    due = suspension_due_from(report_limit(year), calendar)
    return {
        "year": year,
        "years": reportable_years(today()),
        "limit": report_limit(year),
        "chasable_from": chasable_from(year),
        "due_from": due.value,
        "why": sentences(due.steps),
        "today": today(),
    }


def year_asked() -> int:
    """The fiscal year of the address or the form, the last that is over without one; 404 for a year of no report."""
    known, typed = reportable_years(today()), sent("year")
    if not typed:
        return known[0]
    return int(typed) if typed in {str(year) for year in known} else abort(404)
