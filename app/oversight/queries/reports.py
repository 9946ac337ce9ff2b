"""Reading yearly reports: which are missing, and whether the bureau asked for them (AGY-130, AGY-133)."""

from sqlalchemy import Select, func, select

from app.agencies.queries.participation import Standing
from app.agencies.terms.kinds import Service
from app.db import db
from app.oversight.models.records import ReportChase, YearlyReport
from app.oversight.rules.reporters import services_to_report


def missing_reports(fiscal_year: int, agency: Standing) -> frozenset[Service]:
    """The services on which an agency owes a report on a fiscal year and handed in none."""
    if agency.facts is None:
        return frozenset()
    owed = services_to_report(agency.facts, fiscal_year)
    if not owed:
        return owed
    given = select(YearlyReport.service).where(YearlyReport.agency_id == agency.agency_id)
    reported = db.session.scalars(given.where(YearlyReport.fiscal_year == fiscal_year).distinct())
    return owed - {Service(each) for each in reported}


def reported_services(fiscal_year: int) -> Select[tuple[int, int]]:
    """A SELECT of how many services each agency has reported on for a year, to join on: `agency_id`, `reported`."""
    count = func.count(YearlyReport.service.distinct()).label("reported")
    found = select(YearlyReport.agency_id, count).where(YearlyReport.fiscal_year == fiscal_year)
    return found.group_by(YearlyReport.agency_id)


def was_chased(fiscal_year: int, agency_id: int) -> bool:
    """Whether the bureau asked an agency to hand in the missing report of a year (AGY-130)."""
    asked = select(ReportChase.id).where(ReportChase.agency_id == agency_id, ReportChase.fiscal_year == fiscal_year)
    return db.session.scalar(asked.limit(1)) is not None
