"""The first page of an agency: where it stands, and what it has to do by when and why (AGY-003, AGY-092, AGY-143)."""

from dataclasses import dataclass
from datetime import date

from flask import abort, render_template

from app.agencies.queries.applications import applications_of
from app.agencies.queries.dates import document_deadline
from app.agencies.queries.desk_agencies import tasks_of_agency
from app.agencies.queries.participation import Standing, find_standing
from app.agencies.queries.registration import find_address_wait
from app.agencies.queries.site_terms import terms_applied
from app.agencies.queries.suspensions import holding_suspension
from app.agencies.terms.applications import ApplicationLine
from app.agencies.terms.contacts import BUREAU_LIST
from app.agencies.terms.kinds import ApplicationState, Service
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.bureaux import get_bureau
from app.offices.queries.offices import national_calendar
from app.oversight.queries.matters import open_orders_under
from app.oversight.queries.notices import list_notices
from app.oversight.queries.reports import handed_in
from app.oversight.queries.requests import open_requests
from app.oversight.queries.stops import limits_to_come
from app.oversight.rules.dates import overdue, report_limit
from app.oversight.rules.reports import reportable_years
from app.oversight.terms.reports import FIGURES
from app.oversight.views.blueprints import agency
from app.oversight.views.words import why_last_day
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.steps import sentences

NOTICES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class ReportDue:
    """A yearly report that is missing: its limit, the last day of the month after it, and why that day."""

    fiscal_year: int
    services: tuple[str, ...]
    limit: date
    month_end: date
    why: list[str]


@agency.get("")
@open_to(Role.AGENCY)
def home() -> str:
    """State, services with their limits, what is due, what waits for an answer, what the ministry tells."""
    agency_id, moment = current_identity().agency_id or abort(404), now()
    standing = find_standing(agency_id, moment)
    return render_template(
        "oversight/agency_home.html",
        standing=standing,
        **stop_of(standing),
        bureau=get_bureau(standing.bureau_id) if standing else None,
        tasks=limits_due(agency_id, standing) if standing else [],
        reports=reports_due(standing) if standing else [],
        applications=documents_due(agency_id),
        requests=[each for each in open_requests(agency_id) if each.answered_at is None],
        limits=limits_to_come(moment),
        notices=list_notices(most=NOTICES_SHOWN),
        applied=terms_applied(standing, today()) if standing else (),
        today=today(),
        **address_awaited(standing),
    )


def address_awaited(standing: Standing | None) -> dict[str, object]:
    """The bureau's address an agency waits for before its first use, with the days that were counted (AGY-101)."""
    wait = find_address_wait(standing.agency_id, standing.at) if standing and standing.facts is None else None
    return {"wait": wait, "wait_why": sentences(wait.third_day.steps) if wait else [], "bureau_list": BUREAU_LIST}


def stop_of(standing: Standing | None) -> dict[str, object]:
    """The stop that holds, with why its last day is that one where six months were counted (AGY-075).

    With it the orders that hold it, too (AGY-074).
    """
    part = standing.participation_id if standing else None
    held = holding_suspension(part, standing.at) if standing and part else None
    if standing is None or held is None:
        return {"stop": None}
    return {"stop": (held, why_last_day(held)), "held_orders": open_orders_under(standing.agency_id, held.ground)}


def limits_due(agency_id: int, standing: Standing) -> list[str]:
    """What is due about licence and seeker service; only the withdrawal where that is all that is left (AGY-013)."""
    return [each.value for each in tasks_of_agency(agency_id, standing.facts, today())] if standing.facts else []


def documents_due(agency_id: int) -> list[tuple[ApplicationLine, list[str]]]:
    """The applications whose document is not at the bureau yet, each with why its last day is that one (AGY-097)."""
    calendar = national_calendar()
    registered = (each for each in applications_of(agency_id, now()) if each.state is ApplicationState.REGISTERED)
    return [(each, sentences(document_deadline(day_of(each.registered_at), calendar).steps)) for each in registered]


def reports_due(standing: Standing) -> list[ReportDue]:
    """The reports that are missing, the oldest first."""
    if standing.facts is None or standing.facts.ended_at is not None:
        return []
    told, years = handed_in([standing.agency_id]), reversed(reportable_years(today()))
    return [report_due(year, missing) for year in years if (missing := told.missing(year, standing))]


def report_due(fiscal_year: int, missing: frozenset[Service]) -> ReportDue:
    """A missing report with its days."""
    month = overdue(report_limit(fiscal_year), national_calendar())
    return ReportDue(
        fiscal_year=fiscal_year,
        services=tuple(each.value for each in FIGURES if each in missing),
        limit=report_limit(fiscal_year),
        month_end=month.value,
        why=sentences(month.steps),
    )
