"""Why a date: the steps are the whole way from the start to the answer, in order, and name what they skip."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import counting
from app.kernel.calendar import Calendar, ClosedBy, ClosedReason
from app.kernel.holidays import seed_holidays
from app.kernel.steps import Step, StepKind

CALENDAR = Calendar(seed_holidays())
some_day = st.dates(date(2024, 1, 1), date(2027, 12, 1))


def holiday(name):
    return ClosedReason(ClosedBy.HOLIDAY, name)


def test_a_run_of_closed_days_is_one_step_that_names_each_reason_once():
    end, steps = counting.open_days_before(CALENDAR, date(2026, 5, 7), 2)
    assert end == date(2026, 4, 30)
    assert steps == (
        Step(
            kind=StepKind.CLOSED_DAYS,
            day=date(2026, 5, 2),
            until=date(2026, 5, 6),
            reasons=(
                ClosedReason(ClosedBy.SATURDAY),
                holiday("憲法記念日"),
                holiday("みどりの日"),
                holiday("こどもの日"),
                holiday("振替休日"),
            ),
        ),
        Step(kind=StepKind.OPEN_DAY_BEFORE, day=date(2026, 5, 1), number=1),
        Step(kind=StepKind.OPEN_DAY_BEFORE, day=date(2026, 4, 30), number=2),
    )


def test_a_move_back_names_the_closed_days_and_where_it_went():
    end, steps = counting.rolled_back(CALENDAR, date(2026, 5, 4))
    assert end == date(2026, 5, 1)
    assert [step.kind for step in steps] == [StepKind.CLOSED_DAYS, StepKind.ROLLED_BACK]
    assert (steps[0].day, steps[0].until) == (date(2026, 5, 2), date(2026, 5, 4))
    assert (steps[1].day, steps[1].until) == (date(2026, 5, 4), date(2026, 5, 1))


def test_an_open_day_is_not_moved_and_needs_no_step():
    assert counting.rolled_back(CALENDAR, date(2026, 5, 7)) == (date(2026, 5, 7), ())


def test_a_month_without_the_corresponding_day_says_so():
    _, steps = counting.months_from(date(2026, 1, 31), 1)
    assert [step.kind for step in steps] == [
        StepKind.COUNTED_FROM,
        StepKind.NO_CORRESPONDING_DAY,
        StepKind.PERIOD_OF_MONTHS,
    ]
    _, steps = counting.months_from(date(2026, 1, 28), 1)
    assert [step.kind for step in steps] == [StepKind.COUNTED_FROM, StepKind.PERIOD_OF_MONTHS]


@pytest.mark.parametrize(
    "day, says_so",
    [(date(2027, 12, 30), False), (date(2027, 12, 31), False), (date(2028, 1, 1), True), (date(2028, 5, 8), True)],
)
def test_counting_over_forecast_days_says_so_once(day, says_so):
    _, steps = counting.open_days_before(CALENDAR, day, 2)
    forecasts = [step for step in steps if step.kind is StepKind.FORECAST]
    assert forecasts == ([Step(kind=StepKind.FORECAST, day=date(2028, 1, 1))] if says_so else [])


def test_counting_forward_into_forecast_days_says_so():
    _, steps = counting.open_days_after(CALENDAR, date(2027, 12, 28), 1)
    assert steps[-1].kind is StepKind.FORECAST


@given(day=some_day, count=st.integers(1, 12))
def test_the_steps_cover_every_day_between_start_and_answer(day, count):
    end, steps = counting.open_days_before(CALENDAR, day, count)
    covered = [
        first - timedelta(days=n)
        for step in steps
        for first, days in [(step.until or step.day, ((step.until or step.day) - step.day).days + 1)]
        for n in range(days)
    ]
    assert covered == [day - timedelta(days=n) for n in range(1, (day - end).days + 1)]
    assert [step.number for step in steps if step.kind is StepKind.OPEN_DAY_BEFORE] == list(range(1, count + 1))
