"""Taking part in the information service: limits in threes, stops to the second."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agencies.rules.dates import (
    daily_stop,
    document_deadline,
    id_free_from,
    mail_address_wait,
    month_end_stop,
    placement_window,
    reapply_from,
    registration_deleted_from,
    service_open,
    stop_at,
)
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import JST
from app.kernel.steps import StepKind

CALENDAR = Calendar(seed_holidays())
some_day = st.dates(date(2024, 1, 1), date(2034, 12, 31))


@pytest.mark.rule("AGY-097")
@pytest.mark.parametrize(
    "registered, deadline",
    [
        (date(2026, 4, 14), date(2026, 4, 28)),
        (date(2026, 4, 15), date(2026, 4, 28)),
        (date(2026, 4, 16), date(2026, 4, 30)),
        (date(2026, 4, 21), date(2026, 5, 1)),
        (date(2026, 4, 22), date(2026, 5, 1)),
        (date(2026, 4, 23), date(2026, 5, 7)),
        (date(2028, 2, 15), date(2028, 2, 29)),
    ],
)
def test_the_fourteenth_day_moves_back_never_forward(registered, deadline):
    assert document_deadline(registered, CALENDAR).value == deadline


@pytest.mark.rule("AGY-101")
@pytest.mark.parametrize(
    "registered, third",
    [
        (date(2026, 4, 28), date(2026, 5, 7)),
        (date(2026, 4, 29), date(2026, 5, 7)),
        (date(2026, 4, 30), date(2026, 5, 8)),
        (date(2026, 12, 28), date(2027, 1, 6)),
    ],
)
def test_closed_days_do_not_count_among_the_three(registered, third):
    assert mail_address_wait(registered, CALENDAR).value == third


@pytest.mark.rule("AGY-008")
@pytest.mark.parametrize(
    "placed, counts", [(date(2026, 3, 15), False), (date(2026, 3, 16), True), (date(2026, 3, 17), True)]
)
def test_a_placement_on_the_first_day_of_the_window_counts(placed, counts):
    assert (placed >= placement_window(date(2026, 6, 15), CALENDAR).value) is counts


@pytest.mark.rule("AGY-014")
@pytest.mark.parametrize(
    "ended, free",
    [
        (date(2026, 3, 31), date(2031, 4, 1)),
        (date(2028, 2, 28), date(2033, 3, 1)),
        (date(2028, 2, 29), date(2033, 3, 1)),
    ],
)
def test_an_address_is_kept_five_whole_years(ended, free):
    assert id_free_from(ended, CALENDAR).value == free


@pytest.mark.rule("AGY-023", "AGY-091")
@pytest.mark.parametrize(
    "terminated, free",
    [
        (date(2026, 6, 1), date(2029, 6, 1)),
        (date(2028, 2, 28), date(2031, 2, 28)),
        (date(2028, 2, 29), date(2031, 3, 1)),
    ],
)
def test_a_ban_counts_the_day_of_termination_and_is_never_shortened(terminated, free):
    answer = reapply_from(terminated, CALENDAR)
    assert answer.value == free
    assert StepKind.NOT_MOVED in {step.kind for step in answer.steps}


@pytest.mark.rule("AGY-119", "AGY-120")
@pytest.mark.parametrize(
    "moment, rule, runs",
    [
        (datetime(2026, 5, 13, 23, 59, 59, tzinfo=JST), "AGY-119", True),
        (datetime(2026, 5, 14, 0, 0, 0, tzinfo=JST), "AGY-119", False),
        (datetime(2026, 5, 14, 5, 59, 59, 999_999, tzinfo=JST), "AGY-119", False),
        (datetime(2026, 5, 14, 6, 0, 0, tzinfo=JST), "AGY-119", True),
        (datetime(2026, 5, 13, 15, 0, 0, tzinfo=UTC), "AGY-119", False),
        (datetime(2026, 5, 31, 21, 29, 59, tzinfo=JST), "AGY-120", True),
        (datetime(2026, 5, 31, 21, 30, 0, tzinfo=JST), "AGY-120", False),
        (datetime(2026, 6, 1, 0, 0, 0, tzinfo=JST), "AGY-120", False),
        (datetime(2026, 6, 1, 5, 59, 59, tzinfo=JST), "AGY-120", False),
        (datetime(2026, 6, 1, 6, 0, 0, tzinfo=JST), "AGY-119", True),
        (datetime(2026, 2, 28, 21, 30, 0, tzinfo=JST), "AGY-120", False),
        (datetime(2028, 2, 28, 21, 30, 0, tzinfo=JST), "AGY-119", True),
        (datetime(2028, 2, 29, 21, 30, 0, tzinfo=JST), "AGY-120", False),
        (datetime(2026, 12, 31, 22, 0, 0, tzinfo=JST), "AGY-120", False),
    ],
)
def test_the_service_stops_and_runs_to_the_second(moment, rule, runs):
    answer = service_open(moment)
    assert (answer.value, answer.rule) == (runs, rule)
    assert (stop_at(moment) is None) is runs


@pytest.mark.rule("AGY-121")
def test_an_urgent_stop_closes_at_any_hour():
    noon = datetime(2026, 5, 13, 12, tzinfo=JST)
    assert service_open(noon).value is True
    assert (service_open(noon, urgent_stop=True).value, service_open(noon, urgent_stop=True).rule) == (False, "AGY-121")


@pytest.mark.rule("AGY-120")
def test_a_stop_tells_when_the_service_runs_again():
    assert stop_at(datetime(2026, 5, 31, 22, tzinfo=JST)) == month_end_stop(2026, 5)
    assert stop_at(datetime(2026, 5, 31, 22, tzinfo=JST)).until == datetime(2026, 6, 1, 6, tzinfo=JST)
    assert stop_at(datetime(2026, 5, 13, 3, tzinfo=JST)) == daily_stop(date(2026, 5, 13))


@given(registered=some_day)
def test_documents_are_due_on_an_open_day_within_fourteen_days(registered):
    deadline = document_deadline(registered, CALENDAR).value
    assert registered < deadline <= registered + timedelta(days=14)
    assert CALENDAR.is_open(deadline)
    assert registration_deleted_from(deadline) == deadline + timedelta(days=1)


@given(earlier=some_day, later=some_day)
def test_later_facts_never_have_earlier_dates(earlier, later):
    earlier, later = sorted((earlier, later))
    for rule in (document_deadline, mail_address_wait, placement_window, id_free_from, reapply_from):
        assert rule(earlier, CALENDAR).value <= rule(later, CALENDAR).value


@pytest.mark.rule("AGY-119", "AGY-120")
@given(seconds=st.integers(0, 4 * 365 * 24 * 3600))
def test_a_stop_always_ends_at_six_in_the_morning(seconds):
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    stop = stop_at(moment)
    if stop is None:
        assert moment.astimezone(JST).hour >= 6
    else:
        assert stop.since <= moment < stop.until
        assert (stop.until.hour, stop.until.minute) == (6, 0)
        assert service_open(stop.until).value is True
