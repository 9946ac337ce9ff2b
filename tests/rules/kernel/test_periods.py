"""Periods by the Civil Code: 民法140条 first day, 141条 last day, 143条 months and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import periods

ONE = timedelta(days=1)
some_day = st.dates(date(2000, 1, 1), date(2060, 12, 31))
some_months = st.integers(1, 72)


@pytest.mark.parametrize("from_midnight, first", [(True, date(2026, 6, 1)), (False, date(2026, 6, 2))])
def test_the_first_day_counts_only_from_midnight(from_midnight, first):
    assert periods.first_counted_day(date(2026, 6, 1), from_midnight=from_midnight) == first


@pytest.mark.parametrize(
    "first, months, last",
    [
        (date(2026, 5, 21), 6, date(2026, 11, 20)),
        (date(2026, 4, 1), 12, date(2027, 3, 31)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 1), 1, date(2026, 2, 28)),
        (date(2028, 1, 29), 1, date(2028, 2, 28)),
        (date(2028, 1, 30), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 28)),
    ],
)
def test_months_end_before_the_corresponding_day_or_at_the_end_of_the_month(first, months, last):
    assert periods.last_day_of_months(first, months) == last


@pytest.mark.parametrize(
    "last, months, first",
    [
        (date(2026, 6, 15), 3, date(2026, 3, 16)),
        (date(2026, 5, 30), 3, date(2026, 3, 1)),
        (date(2026, 5, 31), 3, date(2026, 3, 1)),
        (date(2026, 6, 1), 3, date(2026, 3, 2)),
        (date(2026, 4, 30), 3, date(2026, 1, 31)),
        (date(2028, 5, 29), 3, date(2028, 3, 1)),
        (date(2028, 5, 28), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 1, 1)),
    ],
)
def test_months_counted_back_begin_after_the_corresponding_day(last, months, first):
    assert periods.first_day_of_months(last, months) == first


@pytest.mark.parametrize(
    "day, year",
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 12, 31), 2026), (date(2027, 1, 1), 2026)],
)
def test_the_fiscal_year_turns_on_the_first_of_april(day, year):
    assert periods.fiscal_year(day) == year


@pytest.mark.parametrize(
    "refused",
    [
        lambda: periods.last_day_of_days(date(2026, 1, 1), 0),
        lambda: periods.last_day_of_months(date(2026, 1, 1), 0),
        lambda: periods.last_day_of_years(date(2026, 1, 1), 0),
        lambda: periods.first_day_of_months(date(2026, 1, 1), -1),
    ],
)
def test_an_empty_period_is_refused(refused):
    with pytest.raises(ValueError, match="at least one"):
        refused()


@given(first=some_day, days=st.integers(1, 5000))
def test_a_period_of_days_has_as_many_days(first, days):
    assert (periods.last_day_of_days(first, days) - first).days + 1 == days


@given(first=some_day, other=some_day, months=some_months)
def test_a_later_start_never_ends_earlier(first, other, months):
    first, other = sorted((first, other))
    assert periods.last_day_of_months(first, months) <= periods.last_day_of_months(other, months)
    assert periods.first_day_of_months(first, months) <= periods.first_day_of_months(other, months)


@given(first=some_day, months=some_months)
def test_a_longer_period_ends_later_and_never_in_another_month(first, months):
    last = periods.last_day_of_months(first, months)
    assert first <= last < periods.last_day_of_months(first, months + 1)
    after = last + ONE
    assert (after.year * 12 + after.month) - (first.year * 12 + first.month) in {months, months + (first.day > 28)}


@given(first=some_day, years=st.integers(1, 6))
def test_years_are_twelve_months_each(first, years):
    assert periods.last_day_of_years(first, years) == periods.last_day_of_months(first, 12 * years)


@given(first=some_day.filter(lambda day: 2 <= day.day <= 28), months=some_months)
def test_counting_back_from_the_end_finds_the_start(first, months):
    last = periods.last_day_of_months(first, months)
    assert periods.first_day_of_months(last, months) == first
