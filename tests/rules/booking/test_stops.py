"""What a stop of the service shuts, and what is said of it (KNG-51)."""

from datetime import datetime

import pytest

from app.booking.rules.stops import is_met, notice_at
from app.kernel.moments import JST
from app.kernel.slots import Held, Stop


def moment(hour: int, day: int = 13) -> datetime:
    return datetime(2026, 5, day, hour, tzinfo=JST)


HOURS = Stop(since=moment(10), until=moment(12), reason="点検")
ALL = Stop(since=moment(10, day=11), until=moment(12, day=11), reason="障害", everything=True)


@pytest.mark.rule("KNG-51")
@pytest.mark.parametrize(
    "stop, start, now, shut",
    [
        (HOURS, moment(9), moment(9, day=11), False),
        (HOURS, moment(10), moment(9, day=11), True),
        (HOURS, moment(11), moment(9, day=11), True),
        (HOURS, moment(12), moment(9, day=11), False),
        (HOURS, moment(10, day=20), moment(11), False),
        (ALL, moment(10, day=20), moment(9, day=11), False),
        (ALL, moment(10, day=20), moment(10, day=11), True),
        (ALL, moment(10, day=20), moment(12, day=11), False),
        (ALL, moment(11, day=11), moment(9, day=11), True),
    ],
)
def test_a_stop_shuts_its_sessions_and_one_of_everything_whatever_is_asked_for_meanwhile(
    stop: Stop, start: datetime, now: datetime, shut: bool
) -> None:
    end = start.replace(minute=50)
    assert stop.shuts(start, end, now) is shut


@pytest.mark.rule("KNG-51")
def test_the_public_is_told_of_a_stop_that_lasts_else_of_one_to_come_and_of_none_that_is_over() -> None:
    assert notice_at((HOURS, ALL), moment(11, day=11)) == "障害"
    assert notice_at((HOURS, ALL), moment(9, day=11)) == "点検"
    assert notice_at((ALL, HOURS), moment(12, day=11)) == "点検"
    assert notice_at((ALL, HOURS), moment(12)) is None


@pytest.mark.rule("KNG-51")
def test_a_booked_session_is_met_by_a_stop_that_shares_a_moment_with_it() -> None:
    session = Held(starts_at=moment(10), minutes=50, seat_no=1)
    assert is_met(session, moment(10), None)
    assert is_met(session, moment(8), moment(11))
    assert not is_met(session, moment(11), None)
    assert not is_met(session, moment(8), moment(10))
