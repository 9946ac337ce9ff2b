"""Yearly reports: which years, what figures, when late, when the bureau may ask."""

from datetime import date

import pytest

from app.agencies.terms.kinds import AgencyKind, Service
from app.oversight.rules.reports import (
    figures_asked,
    ground_against_chase,
    ground_against_report,
    is_late,
    reportable_years,
)
from app.oversight.terms.reports import FIGURES, Figure, ReportRefusal

ZERO = dict.fromkeys(FIGURES[Service.SEEKER_INFO], 0)
FEE, FREE = AgencyKind.FEE, AgencyKind.FREE


@pytest.mark.rule("AGY-134")
@pytest.mark.parametrize(
    "today, newest",
    [(date(2026, 3, 31), 2024), (date(2026, 4, 1), 2025), (date(2026, 12, 31), 2025), (date(2027, 1, 1), 2025)],
)
def test_years_run_from_2020_to_the_last_that_is_over(today: date, newest: int) -> None:
    years = reportable_years(today)
    assert (years[0], years[-1]) == (newest, 2020)


@pytest.mark.rule("AGY-124", "AGY-126")
@pytest.mark.parametrize(
    "fiscal_year, day, late",
    [
        (2025, date(2026, 4, 19), False),
        (2025, date(2026, 4, 20), False),
        (2025, date(2026, 4, 21), True),
        (2023, date(2024, 4, 20), False),  # a Saturday: a date, not a counted period
        (2023, date(2024, 4, 21), True),
        (2030, date(2031, 4, 20), False),  # a Sunday
    ],
)
def test_the_twentieth_of_april_itself_is_in_time(fiscal_year: int, day: date, late: bool) -> None:
    assert is_late(fiscal_year, day) is late


@pytest.mark.rule("AGY-125", "AGY-127")
@pytest.mark.parametrize(
    "service, kind, asked",
    [
        (Service.JOB_INFO, FEE, {"hires", "employer_fee_total"}),
        (Service.JOB_INFO, FREE, {"hires"}),
        (Service.JOB_INFO, AgencyKind.SCHOOL, {"hires"}),
        (
            Service.SEEKER_INFO,
            FEE,
            {
                "new_applications",
                "seeker_fee_total",
                "seeker_fee_count",
                "employer_fee_total",
                "employer_fee_count",
            },
        ),
        (Service.SEEKER_INFO, AgencyKind.SPECIAL, {"new_applications"}),
    ],
)
def test_fees_are_told_by_fee_charging_agencies_alone(service: Service, kind: AgencyKind, asked: set[str]) -> None:
    assert {figure.value for figure in figures_asked(service, kind)} == asked


@pytest.mark.rule("AGY-125", "AGY-127", "AGY-133")
@pytest.mark.parametrize(
    "year, service, figures, kind, expected",
    [
        (2025, Service.SEEKER_INFO, ZERO, FEE, None),
        (2025, Service.SEEKER_INFO, {Figure.NEW_APPLICATIONS: 0}, FREE, None),
        (2025, Service.SEEKER_INFO, {Figure.NEW_APPLICATIONS: 0}, FEE, ReportRefusal.FIGURE_MISSING),
        (2025, Service.SEEKER_INFO, ZERO, FREE, ReportRefusal.FIGURE_MISSING),
        (2025, Service.JOB_INFO, {Figure.HIRES: 0}, FREE, ReportRefusal.NOT_OWED),
        (2026, Service.SEEKER_INFO, ZERO, FEE, ReportRefusal.YEAR_NOT_OVER),
        (2019, Service.SEEKER_INFO, ZERO, FEE, ReportRefusal.YEAR_NOT_OVER),
    ],
)
def test_a_report_is_whole_and_zero_counts(year, service, figures, kind, expected) -> None:
    facts = {"owed": {Service.SEEKER_INFO}, "kind": kind, "today": date(2026, 4, 20)}
    assert ground_against_report(year, service, figures, **facts) is expected


@pytest.mark.rule("AGY-130")
@pytest.mark.parametrize(
    "today, missing, last, expected",
    [
        (date(2026, 4, 20), {Service.JOB_INFO}, None, ReportRefusal.TOO_EARLY),
        (date(2026, 4, 21), {Service.JOB_INFO}, None, None),
        (date(2026, 4, 22), {Service.JOB_INFO}, date(2026, 4, 21), None),
        (date(2026, 4, 22), {Service.JOB_INFO}, date(2026, 4, 22), ReportRefusal.ASKED_TODAY),
        (date(2026, 4, 21), set(), None, ReportRefusal.NOTHING_MISSING),
    ],
)
def test_the_bureau_asks_from_the_21st_of_april(today, missing, last, expected) -> None:
    assert ground_against_chase(2025, missing=missing, last_chase=last, today=today) is expected
