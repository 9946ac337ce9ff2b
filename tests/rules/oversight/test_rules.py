"""Overdue reports and suspensions: the chain from 20 April to the end of six months, and its edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import JST
from app.kernel.steps import StepKind
from app.oversight.rules.dates import (
    first_suspended_day,
    overdue,
    report_limit,
    report_reminder,
    suspension_due_from,
    suspension_end,
)

CALENDAR = Calendar(seed_holidays())
some_day = st.dates(date(2024, 1, 1), date(2034, 12, 31))


@pytest.mark.rule("AGY-124", "AGY-126")
@pytest.mark.parametrize(
    "year, limit", [(2023, date(2024, 4, 20)), (2025, date(2026, 4, 20)), (2029, date(2030, 4, 20))]
)
def test_reports_are_due_on_the_twentieth_of_april_even_on_a_saturday(year, limit):
    assert report_limit(year) == limit


@pytest.mark.rule("AGY-083", "AGY-131", "AGY-082")
@pytest.mark.parametrize(
    "fiscal_year, month_ends, first, last",
    [
        (2025, date(2026, 5, 20), date(2026, 5, 21), date(2026, 11, 20)),
        (2026, date(2027, 5, 20), date(2027, 5, 21), date(2027, 11, 19)),
        (2027, date(2028, 5, 19), date(2028, 5, 20), date(2028, 11, 17)),
    ],
)
def test_a_missing_report_leads_to_six_months_from_the_day_after_the_month(fiscal_year, month_ends, first, last):
    limit = report_limit(fiscal_year)
    assert overdue(limit, CALENDAR).value == month_ends
    assert suspension_due_from(limit, CALENDAR).value == first
    assert suspension_end(first, CALENDAR).value == last


@pytest.mark.rule("AGY-082", "AGY-011")
@pytest.mark.parametrize(
    "limit, month_ends",
    [
        (date(2026, 6, 29), date(2026, 7, 29)),
        (date(2026, 6, 30), date(2026, 7, 31)),
        (date(2026, 7, 1), date(2026, 7, 31)),
        (date(2028, 1, 29), date(2028, 2, 29)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_the_month_ends_at_the_end_of_short_months(limit, month_ends):
    assert overdue(limit, CALENDAR).value == month_ends


@pytest.mark.rule("AGY-075", "AGY-077")
@pytest.mark.parametrize(
    "first, last",
    [
        (date(2026, 6, 30), date(2026, 12, 28)),
        (date(2026, 7, 1), date(2026, 12, 28)),
        (date(2026, 7, 4), date(2026, 12, 28)),
        (date(2026, 7, 5), date(2027, 1, 4)),
        (date(2026, 6, 4), date(2026, 12, 3)),
    ],
)
def test_a_suspension_ends_before_the_new_year_closing_never_after(first, last):
    assert suspension_end(first, CALENDAR).value == last


@pytest.mark.rule("AGY-075")
@pytest.mark.parametrize(
    "begins_at, first",
    [
        (datetime(2026, 6, 4, 0, 0, tzinfo=JST), date(2026, 6, 4)),
        (datetime(2026, 6, 3, 15, 0, tzinfo=UTC), date(2026, 6, 4)),
        (datetime(2026, 6, 4, 0, 0, 1, tzinfo=JST), date(2026, 6, 5)),
        (datetime(2026, 6, 4, 10, 0, tzinfo=JST), date(2026, 6, 5)),
    ],
)
def test_the_first_day_of_a_suspension_counts_only_from_midnight(begins_at, first):
    assert first_suspended_day(begins_at) == first


@pytest.mark.rule("AGY-128", "AGY-129")
def test_a_reminder_on_a_holiday_stays_there_and_says_so():
    answer = report_reminder(2028, CALENDAR)
    assert not CALENDAR.is_open(answer.value)
    assert StepKind.NOT_MOVED in {step.kind for step in answer.steps}


@given(year=st.integers(1900, 2999))
def test_the_reminder_is_a_monday_between_the_15th_and_the_21st(year):
    day = report_reminder(year, CALENDAR).value
    assert (day.month, day.isoweekday()) == (3, 1)
    assert 15 <= day.day <= 21


@given(earlier=some_day, later=some_day)
def test_limits_and_ends_fall_on_open_days_and_keep_their_order(earlier, later):
    earlier, later = sorted((earlier, later))
    for rule in (overdue, suspension_end):
        assert rule(earlier, CALENDAR).value <= rule(later, CALENDAR).value
        assert CALENDAR.is_open(rule(earlier, CALENDAR).value)
    assert suspension_due_from(earlier, CALENDAR).value == overdue(earlier, CALENDAR).value + timedelta(days=1)
