"""Open days, holiday rows and the end of what is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.calendar import Calendar, CalendarEnds, ClosedBy, ClosedReason
from app.kernel.holidays import OFFICIAL_UNTIL, Holiday, seed_holidays

ROWS = seed_holidays()
CALENDAR = Calendar(ROWS)
ONE = timedelta(days=1)
some_day = st.dates(date(2020, 1, 1), date(2039, 12, 31))
some_count = st.integers(1, 30)


@pytest.mark.rule("KNG-13")
@pytest.mark.parametrize(
    "day, reason",
    [
        (date(2026, 12, 28), None),
        (date(2026, 12, 29), ClosedReason(ClosedBy.YEAR_END)),
        (date(2026, 12, 31), ClosedReason(ClosedBy.YEAR_END)),
        (date(2027, 1, 1), ClosedReason(ClosedBy.HOLIDAY, "元日")),
        (date(2027, 1, 3), ClosedReason(ClosedBy.YEAR_END)),
        (date(2027, 1, 4), None),
        (date(2026, 5, 1), None),
        (date(2026, 5, 2), ClosedReason(ClosedBy.SATURDAY)),
        (date(2026, 5, 3), ClosedReason(ClosedBy.HOLIDAY, "憲法記念日")),
        (date(2026, 5, 6), ClosedReason(ClosedBy.HOLIDAY, "振替休日")),
        (date(2026, 5, 7), None),
        (date(2026, 9, 22), ClosedReason(ClosedBy.HOLIDAY, "国民の休日")),
        (date(2028, 2, 28), None),
        (date(2028, 2, 29), None),
        (date(2026, 5, 10), ClosedReason(ClosedBy.SUNDAY)),
    ],
)
def test_a_day_is_open_or_says_why_it_is_closed(day, reason):
    assert CALENDAR.closed_reason(day) == reason
    assert CALENDAR.is_open(day) is (reason is None)


@pytest.mark.parametrize(
    "day, back, forward",
    [
        (date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 1)),
        (date(2026, 5, 2), date(2026, 5, 1), date(2026, 5, 7)),
        (date(2026, 5, 6), date(2026, 5, 1), date(2026, 5, 7)),
        (date(2027, 1, 3), date(2026, 12, 28), date(2027, 1, 4)),
        (date(2026, 12, 29), date(2026, 12, 28), date(2027, 1, 4)),
    ],
)
def test_the_direction_of_a_move_is_the_caller_s_choice(day, back, forward):
    assert (CALENDAR.roll_back(day), CALENDAR.roll_forward(day)) == (back, forward)


def test_official_days_end_with_the_year_of_the_last_official_row():
    assert CALENDAR.official_until == OFFICIAL_UNTIL == date(2027, 12, 31)
    assert CALENDAR.is_official(date(2027, 12, 31))
    assert not CALENDAR.is_official(date(2028, 1, 1))


def test_a_table_of_forecasts_alone_has_no_official_day():
    forecasts = Calendar(seed_holidays(2028, 2029))
    assert not forecasts.is_official(date(2028, 1, 1))


def test_seeds_run_from_2019_to_2040_and_know_official_from_forecast():
    assert (ROWS[0].day, ROWS[-1].day) == (date(2019, 1, 1), date(2040, 11, 23))
    assert [row.day for row in ROWS] == sorted(row.day for row in ROWS)
    assert all(row.official is (row.day <= date(2027, 12, 31)) for row in ROWS)
    assert Holiday(day=date(2028, 3, 20), name="春分の日", official=False) in ROWS


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2041, 1, 1), date(9999, 12, 31), date.min])
def test_outside_the_rows_the_calendar_refuses_to_guess(day):
    assert not CALENDAR.knows(day)
    with pytest.raises(CalendarEnds) as refused:
        CALENDAR.is_open(day)
    assert (refused.value.day, refused.value.last_day) == (day, date(2040, 12, 31))


def test_counting_over_the_end_of_the_rows_is_refused_and_the_last_days_before_it_are_not():
    cut = Calendar(row for row in ROWS if row.day.year <= 2026)
    assert cut.next_open_day(date(2026, 12, 27)) == date(2026, 12, 28)
    with pytest.raises(CalendarEnds):
        cut.next_open_day(date(2026, 12, 28))
    with pytest.raises(CalendarEnds):
        Calendar(seed_holidays(2026, 2026)).open_days_before(date(2026, 1, 5), 2)


def test_a_calendar_without_rows_is_refused():
    with pytest.raises(ValueError, match="without a single holiday row"):
        Calendar([])


@pytest.mark.parametrize("count", [0, -1])
def test_open_days_are_counted_from_one(count):
    with pytest.raises(ValueError, match="counted from one"):
        CALENDAR.open_days_before(date(2026, 5, 13), count)


@given(day=some_day)
def test_rolling_back_never_passes_the_day_and_ends_on_an_open_one(day):
    back = CALENDAR.roll_back(day)
    assert back <= day
    assert CALENDAR.is_open(back)
    assert all(not CALENDAR.is_open(back + n * ONE) for n in range(1, (day - back).days + 1))


@given(day=some_day)
def test_rolling_forward_mirrors_rolling_back(day):
    forward = CALENDAR.roll_forward(day)
    assert forward >= day
    assert CALENDAR.is_open(forward)
    assert CALENDAR.roll_forward(forward) == CALENDAR.roll_back(forward) == forward
    assert (forward == day) is (CALENDAR.roll_back(day) == day)


@given(day=some_day, count=some_count)
def test_open_days_before_and_after_undo_each_other(day, count):
    day = CALENDAR.roll_back(day)
    assert CALENDAR.open_days_after(CALENDAR.open_days_before(day, count), count) == day
    assert CALENDAR.open_days_before(CALENDAR.open_days_after(day, count), count) == day


@given(day=some_day, count=some_count)
def test_counting_open_days_is_counting_one_after_another(day, count):
    once = CALENDAR.open_days_before(day, count)
    assert CALENDAR.open_days_before(once, 1) == CALENDAR.open_days_before(day, count + 1)
    assert sum(CALENDAR.is_open(day - n * ONE) for n in range(1, (day - once).days + 1)) == count


@given(earlier=some_day, later=some_day, count=some_count)
def test_a_later_day_never_counts_back_to_an_earlier_limit(earlier, later, count):
    earlier, later = sorted((earlier, later))
    assert CALENDAR.open_days_before(earlier, count) <= CALENDAR.open_days_before(later, count)
    assert CALENDAR.roll_back(earlier) <= CALENDAR.roll_back(later)
