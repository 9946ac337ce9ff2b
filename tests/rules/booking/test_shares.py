"""The free share of the next two weeks: what is still free of what can still be booked."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.booking.queries.shares import Share, free_shares
from app.booking.terms.slots import DaySeats, DaySituation
from app.kernel.moments import at
from app.kernel.slots import Held
from tests.rules.booking.test_slots import KANAGAWA, known

MONDAY, WEDNESDAY = date(2026, 5, 11), date(2026, 5, 13)
TWO_WEEKS = [MONDAY + timedelta(days=number) for number in range(14)]
TIMES = len(KANAGAWA.slot_starts)


def shares(now, situation=None) -> list[Share]:
    return list(free_shares(TWO_WEEKS, situation or known(), now))


def test_two_weeks_are_today_and_thirteen_days_more() -> None:
    days = [share.day for share in shares(at(MONDAY, time(10)))]
    assert (days[0], days[-1]) == (WEDNESDAY, date(2026, 5, 22))
    assert len(days) == 8


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize("second, first", [(0, WEDNESDAY), (1, date(2026, 5, 14))])
def test_a_day_counts_up_to_the_last_second_in_which_it_can_be_booked(second: int, first: date) -> None:
    assert shares(at(MONDAY, time(16, 0, second)))[0].day == first


@pytest.mark.parametrize("taken, free", [(0, TIMES), (1, TIMES - 1), (TIMES, 0)])
def test_a_taken_time_is_offered_and_not_free(taken: int, free: int) -> None:
    held = tuple(Held(starts_at=at(WEDNESDAY, start), minutes=50, seat_no=1) for start in KANAGAWA.slot_starts[:taken])
    assert shares(at(MONDAY, time(10)), known(held=held))[0] == Share(day=WEDNESDAY, free=free, offered=TIMES)


def test_only_the_seats_of_the_public_count() -> None:
    policy = replace(KANAGAWA, capacity=5, public_capacity=2)
    assert shares(at(MONDAY, time(10)), known(policy))[0] == Share(day=WEDNESDAY, free=2 * TIMES, offered=2 * TIMES)


def test_a_day_with_its_own_seats_counts_those() -> None:
    own = DaySituation(seats=DaySeats(day=WEDNESDAY, capacity=4, public_capacity=3))
    situation = replace(known(), days={WEDNESDAY: own})
    assert shares(at(MONDAY, time(10)), situation)[0] == Share(day=WEDNESDAY, free=3 * TIMES, offered=3 * TIMES)
    none = DaySituation(seats=DaySeats(day=WEDNESDAY, capacity=0, public_capacity=0))
    assert shares(at(MONDAY, time(10)), replace(known(), days={WEDNESDAY: none}))[0].day == date(2026, 5, 14)
