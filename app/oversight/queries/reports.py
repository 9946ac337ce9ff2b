"""Reading yearly reports: which are missing, and whether the bureau asked for them (AGY-130, AGY-133)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from app.agencies.queries.limits import services_taken
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


def owing_reports(years: Iterable[int]) -> Select[tuple[int]]:
    """A SELECT of the agencies that owe a report on one of these fiscal years, as `services_to_report` says."""
    taken, count = services_taken().subquery(), func.count(YearlyReport.fiscal_year.distinct()).label("years")
    given = select(YearlyReport.agency_id, YearlyReport.service, count).where(YearlyReport.fiscal_year.in_(years))
    reported = given.group_by(YearlyReport.agency_id, YearlyReport.service).subquery()
    same = (reported.c.agency_id == taken.c.agency_id) & (reported.c.service == taken.c.service)
    owed = ((taken.c.from_on < date(year + 1, 4, 1)) & _still_in(taken.c.ended_on, date(year, 4, 1)) for year in years)
    number = sum((case((each, 1), else_=0) for each in owed), literal(0))
    short = func.coalesce(reported.c.years, 0) < number
    return select(taken.c.agency_id).outerjoin(reported, same).where(short)


def _still_in(ended_on: ColumnElement[date | None], day: date) -> ColumnElement[bool]:
    return or_(ended_on.is_(None), ended_on > day)


def was_chased(fiscal_year: int, agency_id: int) -> bool:
    """Whether the bureau asked an agency to hand in the missing report of a year (AGY-130)."""
    asked = select(ReportChase.id).where(ReportChase.agency_id == agency_id, ReportChase.fiscal_year == fiscal_year)
    return db.session.scalar(asked.limit(1)) is not None
