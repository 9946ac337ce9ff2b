"""How long an acquired record is kept: month ends, fiscal years, and acceptance in time or too late."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.steps import StepKind
from app.seekers.rules.keeping import kept_until

CALENDAR = Calendar(seed_holidays())
some_day = st.dates(date(2024, 1, 1), date(2034, 12, 31))


@pytest.mark.rule("AGY-053")
@pytest.mark.parametrize(
    "acquired, kept",
    [
        (date(2026, 1, 31), date(2026, 3, 31)),
        (date(2026, 2, 1), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2027, 1, 31)),
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_record_not_accepted_goes_after_the_second_month_whatever_the_day(acquired, kept):
    answer = kept_until(acquired, None, CALENDAR)
    assert (answer.value, answer.rule) == (kept, "AGY-053")


@pytest.mark.rule("AGY-054", "AGY-053")
@pytest.mark.parametrize(
    "accepted, kept, rule",
    [
        (date(2026, 1, 15), date(2027, 3, 31), "AGY-054"),
        (date(2026, 3, 30), date(2027, 3, 31), "AGY-054"),
        (date(2026, 3, 31), date(2027, 3, 31), "AGY-054"),
        (date(2026, 4, 1), date(2026, 3, 31), "AGY-053"),
    ],
)
def test_only_an_acceptance_within_the_time_lengthens_it(accepted, kept, rule):
    answer = kept_until(date(2026, 1, 15), accepted, CALENDAR)
    assert (answer.value, answer.rule) == (kept, rule)
    assert (StepKind.ACCEPTED_TOO_LATE in {step.kind for step in answer.steps}) is (rule == "AGY-053")


@pytest.mark.rule("AGY-054")
@pytest.mark.parametrize(
    "accepted, kept",
    [
        (date(2027, 3, 30), date(2028, 3, 31)),
        (date(2027, 3, 31), date(2028, 3, 31)),
        (date(2027, 4, 1), date(2029, 3, 31)),
    ],
)
def test_the_fiscal_year_of_acceptance_decides(accepted, kept):
    assert kept_until(date(2027, 3, 1), accepted, CALENDAR).value == kept


def test_an_acceptance_before_the_acquisition_is_refused():
    with pytest.raises(ValueError, match="before it was acquired"):
        kept_until(date(2026, 5, 2), date(2026, 5, 1), CALENDAR)


@given(acquired=some_day, accepted=some_day)
def test_acceptance_never_shortens_the_time(acquired, accepted):
    if accepted >= acquired:
        assert kept_until(acquired, accepted, CALENDAR).value >= kept_until(acquired, None, CALENDAR).value
