"""Handing in a yearly report (AGY-124 to AGY-127, AGY-133)."""

from collections.abc import Mapping
from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.agencies.effects.processing import improve
from app.agencies.queries.participation import Standing, find_standing
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import Ground
from app.audit import effects as audit
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity, Role
from app.oversight.models.records import YearlyReport
from app.oversight.queries.authority import account_of, still_at
from app.oversight.queries.report_rows import find_version
from app.oversight.queries.reports import handed_in
from app.oversight.rules.reporters import services_to_report, years_due
from app.oversight.rules.reports import ground_against_report, is_late
from app.oversight.terms.reports import Figure, ReportRefusal


@db.write
def submit_report(
    agency_id: int, service: Service, fiscal_year: int, figures: Mapping[Figure, int], *, by: Identity, now: datetime
) -> ReportRefusal | None:
    """Keep a new version of a report; the same figures once more change nothing."""
    if not still_at(Role.AGENCY, agency_id, by, now):
        return ReportRefusal.GRANT_ENDED
    lock_agency(agency_id)
    standing, today = find_standing(agency_id, now), day_of(now)
    if standing is None or standing.facts is None:
        return ReportRefusal.NOT_OWED
    owed = services_to_report(standing.facts, fiscal_year)
    ground = ground_against_report(fiscal_year, service, figures, owed=owed, kind=standing.kind, today=today)
    if ground is not None:
        return ground
    last = find_version(agency_id, fiscal_year, service)
    if last is None or dict(last.figures) != dict(figures):
        _keep(agency_id, service, fiscal_year, figures, last.version + 1 if last else 1, by, now)
        _improve(standing, now)
    return None


def _keep(
    agency_id: int,
    service: Service,
    fiscal_year: int,
    figures: Mapping[Figure, int],
    version: int,
    by: Identity,
    now: datetime,
) -> None:
    told = {each.value: number for each, number in figures.items()}
    late = is_late(fiscal_year, day_of(now))
    place = {"agency_id": agency_id, "service": service.value, "fiscal_year": fiscal_year, "version": version}
    db.session.add(YearlyReport(**place, **told, is_late=late, submitted_at=now, submitted_by=account_of(by)))
    db.session.flush()
    detail: dict[str, object] = {"service": service.value, "version": version, "late": late}
    audit.record(
        "oversight.report_submitted", by=by, subject=f"report:{agency_id}:{fiscal_year}", now=now, detail=detail
    )


def _improve(standing: Standing, now: datetime) -> None:
    """A stop for want of a report can end in resumption once nothing is missing any more (AGY-132, Q-42)."""
    if standing.participation_id is None or standing.facts is None:
        return
    told, years = handed_in([standing.agency_id]), years_due(standing.facts.started_on, day_of(now))
    if not any(told.missing(year, standing) for year in years):
        improve(standing.participation_id, Ground.NO_REPORT, now)
