"""Reading yearly reports: which are missing, and whether the bureau asked for them (AGY-130, AGY-133)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from app.agencies.queries.limits import services_taken
from app.agencies.queries.participation import Standing
from app.agencies.terms.kinds import Service
from app.db import db
from app.oversight.models.records import ReportChase, YearlyReport
from app.oversight.rules.reporters import services_to_report


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """What agencies reported on and when they were last asked to, by agency and fiscal year."""

    reported: Mapping[tuple[int, int], frozenset[Service]]
    chased_at: Mapping[tuple[int, int], datetime]

    def missing(self, fiscal_year: int, agency: Standing) -> frozenset[Service]:
        """The services on which an agency owes a report on a fiscal year and handed in none."""
        if agency.facts is None:
            return frozenset()
        given = self.reported.get((agency.agency_id, fiscal_year), frozenset())
        return services_to_report(agency.facts, fiscal_year) - given


def handed_in(agency_ids: Iterable[int]) -> HandedIn:
    """Everything these agencies reported and were asked for, in two statements."""
    ids = tuple(agency_ids)
    told = select(YearlyReport.agency_id, YearlyReport.fiscal_year, YearlyReport.service).distinct()
    reported: dict[tuple[int, int], set[Service]] = defaultdict(set)
    for agency_id, year, service in db.session.execute(told.where(YearlyReport.agency_id.in_(ids))):
        reported[agency_id, year].add(Service(service))
    asked = select(ReportChase.agency_id, ReportChase.fiscal_year, func.max(ReportChase.chased_at))
    last = asked.where(ReportChase.agency_id.in_(ids)).group_by(ReportChase.agency_id, ReportChase.fiscal_year)
    return HandedIn(
        reported={each: frozenset(services) for each, services in reported.items()},
        chased_at={(agency_id, year): at for agency_id, year, at in db.session.execute(last)},
    )


def missing_reports(fiscal_year: int, agency: Standing) -> frozenset[Service]:
    """The services on which one agency owes a report on a fiscal year and handed in none."""
    return handed_in([agency.agency_id]).missing(fiscal_year, agency)


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
