"""利用状況報告: what an agency reports each April on both services (AGY-124 to AGY-127, AGY-133, AGY-134)."""

from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from app.agencies.queries.participation import Standing, find_standing
from app.agencies.terms.kinds import Service
from app.kernel.roles import Role
from app.offices.queries.days import national_calendar
from app.oversight.forms.reports import LABELS, ReportForm, report_form
from app.oversight.queries.report_rows import find_version, in_order, versions_of
from app.oversight.rules.dates import overdue, report_limit
from app.oversight.rules.reporters import services_to_report
from app.oversight.rules.reports import figures_asked, reportable_years
from app.oversight.terms.reports import ReportRefusal
from app.oversight.usecases.reports import submit_report
from app.oversight.views.blueprints import agency
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.fields import sent
from app.web.htmx import go
from app.web.steps import sentences


@agency.get("/reports")
@open_to(Role.AGENCY)
def reports() -> Response:
    """The reports of a fiscal year, those due last where none is named, and every version handed in."""
    standing = own_standing()
    return reports_page(standing, year_asked(standing), {})


@agency.post("/reports")
@open_to(Role.AGENCY)
def hand_in() -> Response:
    """Hand in the report on one service, with what was typed or with zeros."""
    standing = own_standing()
    year, service = year_asked(standing), service_asked()
    asked = figures_asked(service, standing.kind if standing else None)
    form = report_form(service, typed=request.form)
    figures = dict.fromkeys(asked, 0) if "zero" in request.form else form.figures(asked)
    if year is None or figures is None:
        return reports_page(standing, year, {service: form}, status=422)
    agency_id = current_identity().agency_id or abort(404)
    refusal = submit_report(agency_id, service, year, figures, by=current_identity(), now=now())
    if refusal is not None:
        return reports_page(standing, year, {service: form}, status=409, refusal=refusal)
    return go(url_for("oversight_agency.reports", year=year, done=service.value))


def own_standing() -> Standing | None:
    """Where the own agency stands."""
    return find_standing(current_identity().agency_id or abort(404), now())


def years_owed(standing: Standing | None) -> list[int]:
    """The fiscal years on which the agency reports, the newest first."""
    if standing is None or standing.facts is None:
        return []
    return [year for year in reportable_years(today()) if services_to_report(standing.facts, year)]


def year_asked(standing: Standing | None) -> int | None:
    """The fiscal year of the address or the form; the newest without one, None where nothing is owed."""
    owed, typed = years_owed(standing), sent("year")
    if not typed:
        return owed[0] if owed else None
    return int(typed) if typed in {str(year) for year in owed} else abort(404)


def service_asked() -> Service:
    """The service of the form; 400 for none."""
    typed = request.form.get("service", "")
    return Service(typed) if typed in set(Service) else abort(400)


def reports_page(
    standing: Standing | None,
    year: int | None,
    typed: dict[Service, ReportForm],
    *,
    status: int = 200,
    refusal: ReportRefusal | None = None,
) -> Response:
    """The page of reports."""
    page = render_template(
        "oversight/agency_reports.html",
        year=year,
        years=years_owed(standing),
        **days_of(year),
        today=today(),
        **asked_of(standing, year, typed),
        form=next(iter(typed.values()), None),
        typed=set(typed),
        versions=versions_of(standing.agency_id) if standing else (),
        labels=LABELS,
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)


def days_of(year: int | None) -> dict[str, Any]:
    """The limit of a year's reports, the month after it, and why that ends on its day (AGY-082)."""
    if year is None:
        return {"limit": None, "month": None, "why": []}
    month = overdue(report_limit(year), national_calendar())
    return {"limit": report_limit(year), "month": month, "why": sentences(month.steps)}


def asked_of(standing: Standing | None, year: int | None, typed: dict[Service, ReportForm]) -> dict[str, Any]:
    """The services to report on with their last version and form, and the figures each asks for."""
    if standing is None or standing.facts is None or year is None:
        return {"services": [], "asked": {}}
    owed = in_order(services_to_report(standing.facts, year))
    last = {each: find_version(standing.agency_id, year, each) for each in owed}
    return {
        "services": [(each, last[each], typed.get(each) or report_form(each, last[each])) for each in owed],
        "asked": {each: [part.value for part in figures_asked(each, standing.kind)] for each in owed},
    }
