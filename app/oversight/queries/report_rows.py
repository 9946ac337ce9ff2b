"""Reading yearly reports as they were handed in, and who still owes one (AGY-124 to AGY-133)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.agencies.queries.limits import taking_part
from app.agencies.queries.participation import Standing, find_standings
from app.agencies.terms.kinds import Service
from app.db import db
from app.kernel.moments import day_of
from app.oversight.models.records import ReportChase, YearlyReport
from app.oversight.queries.reports import HandedIn, handed_in, owing_reports
from app.oversight.terms.reports import FIGURES, ReportVersion

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class LateAgency:
    """An agency that owes a report of a year: on which services, and when the bureau last asked for it."""

    standing: Standing
    missing: tuple[Service, ...]
    chased_at: datetime | None


def versions_of(agency_id: int, fiscal_year: int | None = None) -> tuple[ReportVersion, ...]:
    """Every version an agency handed in, of one year or of all, the newest first."""
    rows = select(YearlyReport).where(YearlyReport.agency_id == agency_id)
    if fiscal_year is not None:
        rows = rows.where(YearlyReport.fiscal_year == fiscal_year)
    order = YearlyReport.fiscal_year.desc(), YearlyReport.service, YearlyReport.version.desc()
    return tuple(_version(row) for row in db.session.scalars(rows.order_by(*order)))


def find_version(agency_id: int, fiscal_year: int, service: Service) -> ReportVersion | None:
    """The newest version on a service in a year, which holds."""
    return next((each for each in versions_of(agency_id, fiscal_year) if each.service is service), None)


def last_chase(agency_id: int, fiscal_year: int) -> datetime | None:
    """When the bureau last asked an agency for the missing report of a year."""
    asked = select(func.max(ReportChase.chased_at)).where(ReportChase.agency_id == agency_id)
    return db.session.scalar(asked.where(ReportChase.fiscal_year == fiscal_year))


def chases_of(agency_id: int, fiscal_year: int) -> tuple[tuple[datetime, int], ...]:
    """When the bureau asked for the missing report of a year, and whose account did, the oldest first."""
    asked = select(ReportChase).where(ReportChase.agency_id == agency_id, ReportChase.fiscal_year == fiscal_year)
    return tuple((row.chased_at, row.chased_by) for row in db.session.scalars(asked.order_by(ReportChase.id)))


def late_agencies(fiscal_year: int, bureau_id: int | None, now: datetime, page: int = 1) -> list[LateAgency]:
    """Who takes part and owes a report of a year, by name, fifty a page and one more where there are more (AGY-130)."""
    agencies = taking_part(bureau_id, day_of(now)).subquery()
    short = select(agencies.c.id).where(agencies.c.id.in_(owing_reports((fiscal_year,))))
    asked = short.order_by(agencies.c.name, agencies.c.id).offset((page - 1) * PAGE).limit(PAGE + 1)
    standings = find_standings(db.session.scalars(asked).all(), now)
    told = handed_in(standings)
    lines = (_late(each, fiscal_year, told) for each in standings.values())
    return [each for each in lines if each.missing]


def _late(standing: Standing, fiscal_year: int, told: HandedIn) -> LateAgency:
    asked_at = told.chased_at.get((standing.agency_id, fiscal_year))
    return LateAgency(standing=standing, missing=in_order(told.missing(fiscal_year, standing)), chased_at=asked_at)


def in_order(services: frozenset[Service]) -> tuple[Service, ...]:
    """Services in the order of the terms."""
    return tuple(each for each in Service if each in services)


def last_chased_on(agency_id: int, fiscal_year: int) -> date | None:
    """The day of the last request."""
    moment = last_chase(agency_id, fiscal_year)
    return day_of(moment) if moment else None


def _version(row: YearlyReport) -> ReportVersion:
    service = Service(row.service)
    told = ((each, getattr(row, each.value)) for each in FIGURES[service])
    return ReportVersion(
        fiscal_year=row.fiscal_year,
        service=service,
        version=row.version,
        figures=tuple((each, value) for each, value in told if value is not None),
        is_late=row.is_late,
        submitted_at=row.submitted_at,
    )
