"""How long the data of a booking are kept, counted as the Civil Code counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offices.rules.retention import first_session_kept, last_day_kept

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "session, months, last",
    [
        (date(2026, 5, 13), 12, date(2027, 5, 13)),
        (date(2026, 5, 13), 36, date(2029, 5, 13)),
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
        (date(2027, 12, 31), 6, date(2028, 6, 30)),
        (date(2028, 2, 28), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_period_begins_on_the_day_after_the_consultation(session: date, months: int, last: date) -> None:
    assert last_day_kept(session, months) == last


@pytest.mark.parametrize("today, first", [(date(2027, 5, 13), 13), (date(2027, 5, 14), 14), (date(2027, 5, 12), 12)])
def test_on_its_last_day_it_is_there_and_on_the_next_it_is_not(today: date, first: int) -> None:
    assert first_session_kept(today, 12) == date(2026, 5, first)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 120))
def test_the_first_session_kept_is_the_first_one_for_every_day(today: date, months: int) -> None:
    first = first_session_kept(today, months)
    assert last_day_kept(first, months) >= today
    assert last_day_kept(first - ONE_DAY, months) < today
