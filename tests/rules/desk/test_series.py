"""Which bookings look as if one hand had made them all (SECURITY T9), by decision tables."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.booking.terms.origins import Trace
from app.desk.rules.series import is_too_much, series_in
from app.desk.terms.series import SeriesGround, WeekShare

MONDAY, SUNDAY, NEXT_MONDAY = date(2026, 5, 11), date(2026, 5, 17), date(2026, 5, 18)
OFFERED = {MONDAY: 20, NEXT_MONDAY: 20}
BEGINNING = datetime(2026, 5, 10, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def trace(number, *, day=MONDAY, after=None, network=None, mail=None, coming=True):
    """A booking of its own: an hour after the one before, from a network and an address nobody else has."""
    return Trace(
        booking_id=number,
        number=f"{number:010}",
        day=day,
        applied_at=BEGINNING + (number * HOUR if after is None else after),
        network=network or f"network {number}",
        mail=mail or f"mail {number}",
        coming=coming,
    )


def traces(count, **alike):
    """So many bookings, alike in what is named."""
    return [trace(number, **alike) for number in range(count)]


def told(found):
    """Grounds and how many bookings wait for somebody."""
    return [(*series.grounds, len(series.numbers)) for series in found]


@pytest.mark.parametrize(
    ("taken", "offered", "too_much"),
    [
        (3, 20, False),
        (4, 20, False),
        (5, 20, True),
        (4, 19, True),
        (2, 1, False),
        (3, 14, True),
        (3, 15, False),
        (3, 0, True),
        (2, 0, False),
        (201, 1000, True),
        (200, 1000, False),
    ],
)
def test_more_than_a_fifth_of_a_week_and_three_at_least_are_too_much(taken, offered, too_much):
    assert is_too_much(taken, offered) is too_much


@pytest.mark.parametrize(
    ("alike", "ground"),
    [
        ({"network": "n"}, SeriesGround.NETWORK),
        ({"mail": "m"}, SeriesGround.MAIL),
        ({"after": HOUR}, SeriesGround.BURST),
    ],
)
@pytest.mark.parametrize(("count", "found"), [(4, 0), (5, 5), (6, 6)])
def test_what_is_alike_is_a_series_from_more_than_a_fifth_on(alike, ground, count, found):
    assert told(series_in(traces(count, **alike), OFFERED)) == ([(ground, found)] if found else [])


def test_bookings_with_nothing_in_common_are_none():
    assert series_in(traces(20), OFFERED) == ()


def test_the_very_same_bookings_are_one_series_on_several_grounds():
    (found,) = series_in(traces(5, network="n", mail="m", after=HOUR), OFFERED)
    assert found.grounds == (SeriesGround.NETWORK, SeriesGround.MAIL, SeriesGround.BURST)
    two = series_in([*traces(5, network="n", mail="m"), trace(5, mail="m")], OFFERED)
    assert told(two) == [(SeriesGround.NETWORK, 5), (SeriesGround.MAIL, 6)]


def test_of_a_series_it_is_told_what_it_took_and_when_it_was_made():
    (found,) = series_in([*traces(5, network="n"), trace(7)], OFFERED)
    assert found.weeks == (WeekShare(monday=MONDAY, taken=5, offered=20),)
    assert found.made == (BEGINNING, BEGINNING + 4 * HOUR)


@pytest.mark.parametrize(("day", "found"), [(SUNDAY, [(SeriesGround.NETWORK, 5)]), (NEXT_MONDAY, [])])
def test_a_week_runs_from_monday_to_sunday(day, found):
    over_two = [*traces(4, network="n"), trace(4, network="n", day=day)]
    assert told(series_in(over_two, OFFERED)) == found


def test_a_network_in_two_weeks_is_two_series():
    later = [trace(number, network="n", day=NEXT_MONDAY) for number in range(5, 11)]
    assert told(series_in([*traces(5, network="n"), *later], OFFERED)) == [
        (SeriesGround.NETWORK, 5),
        (SeriesGround.NETWORK, 6),
    ]


@pytest.mark.parametrize(
    ("last", "found"),
    [(MINUTE * 10 - timedelta(seconds=1), 5), (MINUTE * 10, 5), (MINUTE * 10 + timedelta(seconds=1), 0)],
)
def test_a_burst_is_made_within_ten_minutes(last, found):
    together = [trace(number, after=number * MINUTE) for number in range(4)]
    burst = series_in([*together, trace(4, after=last)], OFFERED)
    assert told(burst) == ([(SeriesGround.BURST, found)] if found else [])


def test_a_burst_that_goes_on_is_one_series_over_all_its_weeks():
    going_on = [trace(n, after=n * MINUTE, day=(MONDAY, NEXT_MONDAY)[n % 2]) for n in range(30)]
    (found,) = series_in(going_on, OFFERED)
    assert (found.grounds, len(found.numbers)) == ((SeriesGround.BURST,), 30)
    assert [(week.monday, week.taken) for week in found.weeks] == [(MONDAY, 15), (NEXT_MONDAY, 15)]


def test_two_bursts_with_a_quiet_time_between_are_two_series():
    later = [trace(n, after=30 * MINUTE) for n in range(5, 10)]
    assert told(series_in([*traces(5, after=MINUTE), *later], OFFERED)) == [(SeriesGround.BURST, 5)] * 2


def test_somebody_who_books_before_or_after_a_burst_is_not_of_it():
    people = [trace(10, after=-11 * MINUTE), trace(11, after=12 * MINUTE)]
    (found,) = series_in([*traces(6, after=MINUTE), *people], OFFERED)
    assert len(found.numbers) == 6


@pytest.mark.parametrize(("refused", "left"), [(1, 4), (4, 1), (5, 0)])
def test_refusing_some_does_not_let_the_others_go(refused, left):
    found = series_in([trace(n, network="n", coming=n >= refused) for n in range(5)], OFFERED)
    assert told(found) == ([(SeriesGround.NETWORK, left)] if left else [])


@pytest.mark.parametrize(
    ("cleared", "left"), [((), 5), ((0,), 4), ((0, 1, 2), 2), ((0, 1, 2, 3), 0), ((0, 1, 2, 3, 4), 0)]
)
def test_what_is_in_order_is_not_listed_and_one_left_over_is_no_series(cleared, left):
    found = series_in(traces(5, network="n"), OFFERED, cleared)
    assert told(found) == ([(SeriesGround.NETWORK, left)] if left else [])


def test_after_a_series_was_found_to_be_in_order_one_more_is_not_suspected_and_two_more_are():
    cleared, more = range(5), [trace(5, network="n"), trace(6, network="n")]
    assert series_in([*traces(5, network="n"), *more[:1]], OFFERED, cleared) == ()
    (found,) = series_in([*traces(5, network="n"), *more], OFFERED, cleared)
    assert found.numbers == ("0000000005", "0000000006")
