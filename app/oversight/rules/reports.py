"""Handing in a yearly report, and asking for a missing one (求人・求職情報提供サービス利用規約 19)."""

from collections.abc import Collection, Mapping
from datetime import date

from app.agencies.terms.kinds import AgencyKind, Service
from app.kernel.calendar import ONE_DAY
from app.oversight.rules.dates import report_limit
from app.oversight.rules.reporters import FIRST_FISCAL_YEAR
from app.oversight.terms.reports import FIGURES, Figure, ReportRefusal


def reportable_years(today: date) -> tuple[int, ...]:
    """The fiscal years to report on, the newest first: from 2020 to the last that is over (AGY-134, 19注4)."""
    last = today.year - 1 if today >= date(today.year, 4, 1) else today.year - 2
    return tuple(range(last, FIRST_FISCAL_YEAR - 1, -1))


def is_late(fiscal_year: int, submitted_on: date) -> bool:
    """Whether a report handed in on a day is past its limit; 20 April itself is in time (AGY-124, AGY-126; Q-40)."""
    return submitted_on > report_limit(fiscal_year)


def figures_asked(service: Service, kind: AgencyKind | None) -> tuple[Figure, ...]:
    """The figures an agency of a kind tells: fees are told by ① alone (AGY-124 to AGY-127, 19(1)①②)."""
    return FIGURES[service] if kind is AgencyKind.FEE else FIGURES[service][:1]


def ground_against_report(
    fiscal_year: int,
    service: Service,
    figures: Mapping[Figure, int],
    *,
    owed: Collection[Service],
    kind: AgencyKind | None,
    today: date,
) -> ReportRefusal | None:
    """Why a report is not taken; every figure is told, also where it is 0 (AGY-125, AGY-127, AGY-133)."""
    if fiscal_year not in reportable_years(today):
        return ReportRefusal.YEAR_NOT_OVER
    if service not in owed:
        return ReportRefusal.NOT_OWED
    return None if set(figures) == set(figures_asked(service, kind)) else ReportRefusal.FIGURE_MISSING


def chasable_from(fiscal_year: int) -> date:
    """The first day on which the bureau may ask for a missing report: 21 April (AGY-130, 19(1)①②)."""
    return report_limit(fiscal_year) + ONE_DAY


def ground_against_chase(
    fiscal_year: int, *, missing: Collection[Service], last_chase: date | None, today: date
) -> ReportRefusal | None:
    """Why the bureau cannot ask for a report: in time still, nothing missing, or asked today already (AGY-130)."""
    if today < chasable_from(fiscal_year):
        return ReportRefusal.TOO_EARLY
    if not missing:
        return ReportRefusal.NOTHING_MISSING
    return ReportRefusal.ASKED_TODAY if last_chase == today else None
