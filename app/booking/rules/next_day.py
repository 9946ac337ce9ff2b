"""The next day that can be booked, and the days that are passed over for it."""

from datetime import date, datetime

from app.booking.rules.ground import public_channel
from app.booking.rules.slots import days_between, times_of_day, window_of
from app.booking.terms.slots import NextDay, Situation
from app.kernel.slots import DayTimes, Why, WhyClosed

OF_ITS_TIME = frozenset({WhyClosed.PAST, WhyClosed.DEADLINE_OVER, WhyClosed.BEYOND_WINDOW, WhyClosed.NOT_OFFICIAL})
OF_THE_PLAN = frozenset({WhyClosed.CLOSED_DAY, WhyClosed.NOT_A_WEEKDAY_OF_THE_OFFICE})


def next_bookable_day(situation: Situation, now: datetime) -> NextDay:
    """The first day that really has a time to book at `now`; None where the window has none.

    Closures and openings (KNG-13), the starts and seats set (KNG-15), the limit (KNG-19) and stops (KNG-51) all count,
    and so do seats already held. What an office takes by telephone alone counts by all its seats.
    """
    first, last = window_of(situation, now)
    passed: list[DayTimes] = []
    for day in days_between(first, last):
        times = _times(day, situation, now)
        if any(time.is_free for time in times.times):
            return NextDay(day=times, passed=tuple(passed), last=last)
        if any(why.kind not in OF_ITS_TIME | OF_THE_PLAN for why in whys_of(times)):
            passed.append(times)
    return NextDay(day=None, passed=tuple(passed), last=last)


def whys_of(day: DayTimes) -> tuple[Why, ...]:
    """Why a day has no free time, each reason once: that of the day, else those of its times still to come."""
    if day.why is not None:
        return (day.why,)
    whys = (time.why for time in day.times if time.why is not None and time.why.kind is not WhyClosed.PAST)
    return tuple(dict.fromkeys(whys))


def _times(day: date, situation: Situation, now: datetime) -> DayTimes:
    policy = situation.policy_on(day)
    return times_of_day(day, situation, now, every_seat=policy is not None and public_channel(policy) is None)
