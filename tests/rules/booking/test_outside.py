"""Which booked sessions a change leaves outside, and which times come and go with it (DESIGN 3.1)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.booking.rules.outside import changes_of_times, crowded, left_outside, why_outside, with_policy
from app.booking.terms.outside import Outside, OutsideWhy
from app.booking.terms.slots import DaySituation, Situation
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.hours import Window
from app.kernel.moments import at
from app.kernel.slots import Held
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Closure, ClosureKind, Office, Policy

KANAGAWA = shipped_profiles()["kanagawa"].policy
OFFICE = Office(id="kanagawa", name="", terms_set="kanagawa", prefecture="神奈川県", sites=(), missing=())
WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (date(2026, 5, 13 + number) for number in range(4))
AFTERNOONS = replace(KANAGAWA, slot_starts=(time(13, 30), time(14, 30), time(15, 30)))


def known(policy: Policy = KANAGAWA, *closures: Closure) -> Situation:
    return Situation(
        office=OFFICE,
        policies=((date(2024, 4, 1), None, policy),),
        terms_version_id=1,
        calendar=Calendar(seed_holidays()),
        days={WEDNESDAY: DaySituation(closures=closures)},
    )


def session(day: date = WEDNESDAY, hour: time = time(10), minutes: int = 50, seat: int = 1) -> Held:
    return Held(starts_at=at(day, hour), minutes=minutes, seat_no=seat)


def closure(window: Window | None = None, kind: ClosureKind = ClosureKind.CLOSED) -> Closure:
    return Closure(office_id="kanagawa", day=WEDNESDAY, kind=kind, window=window, reason="研修")


def hours(starts: tuple[datetime, ...]) -> list[str]:
    return [f"{start:%H:%M}" for start in starts]


@pytest.mark.parametrize(
    "booked, situation, why",
    [
        (session(), known(), None),
        (session(), known(AFTERNOONS), OutsideWhy.NO_SUCH_TIME),
        (session(hour=time(13, 30)), known(AFTERNOONS), None),
        (session(minutes=30), known(), OutsideWhy.OTHER_LENGTH),
        (session(), known(replace(KANAGAWA, weekdays=frozenset({0, 1, 3, 4}))), OutsideWhy.CLOSED_DAY),
        (session(SATURDAY), known(), OutsideWhy.CLOSED_DAY),
        (session(), known(KANAGAWA, closure()), OutsideWhy.CLOSED_BY_OFFICE),
        (session(), known(KANAGAWA, closure(Window(time(10), time(12)))), OutsideWhy.CLOSED_BY_OFFICE),
        (session(hour=time(9)), known(KANAGAWA, closure(Window(time(10), time(12)))), None),
        (session(date(2024, 3, 29)), known(), OutsideWhy.NO_SUCH_TIME),
    ],
    ids=["fits", "time gone", "time kept", "length", "weekday", "saturday", "day shut", "hours shut", "before", "none"],
)
def test_a_booked_session_fits_or_the_reason_is_told(
    booked: Held, situation: Situation, why: OutsideWhy | None
) -> None:
    found = why_outside(booked, situation)
    assert (found and found.why) == why


def test_a_closure_is_told_in_the_words_of_the_office() -> None:
    assert why_outside(session(), known(KANAGAWA, closure())) == Outside(why=OutsideWhy.CLOSED_BY_OFFICE, text="研修")


@pytest.mark.rule("KNG-15")
def test_a_change_shows_the_times_that_come_and_go_from_its_first_day() -> None:
    after = with_policy(known(), replace(KANAGAWA, slot_starts=(time(9), time(10), time(11, 10))), THURSDAY)
    days = changes_of_times((WEDNESDAY, THURSDAY, FRIDAY, SATURDAY), known(), after)
    assert [change.day for change in days] == [THURSDAY, FRIDAY]
    assert hours(days[0].appearing) == ["11:10"]
    assert hours(days[0].vanishing) == ["11:00", "13:30", "14:30", "15:30"]


@pytest.mark.rule("KNG-13")
def test_an_extra_opening_shows_the_times_it_brings() -> None:
    window = Window(time(9), time(12))
    holiday = Closure(office_id="kanagawa", day=SATURDAY, kind=ClosureKind.EXTRA_OPEN, window=window, reason="休日相談")
    after = replace(known(), days={SATURDAY: DaySituation(closures=(holiday,))})
    (change,) = changes_of_times((SATURDAY,), known(), after)
    assert hours(change.appearing) == ["09:00", "10:00", "11:00"]


def test_a_policy_ends_where_a_planned_one_begins_and_replaces_one_of_its_own_day() -> None:
    planned = replace(known(), policies=((date(2024, 4, 1), WEDNESDAY, KANAGAWA), (THURSDAY, None, AFTERNOONS)))
    sooner = with_policy(planned, AFTERNOONS, WEDNESDAY)
    assert [row[:2] for row in sooner.policies] == [
        (date(2024, 4, 1), WEDNESDAY - timedelta(days=1)),
        (WEDNESDAY, WEDNESDAY),
        (THURSDAY, None),
    ]
    same_day = with_policy(planned, KANAGAWA, THURSDAY)
    assert [row[1:] for row in same_day.policies] == [(WEDNESDAY, KANAGAWA), (None, KANAGAWA)]


@pytest.mark.parametrize("capacity, found", [(1, ["10:00", "10:30"]), (2, []), (3, [])])
def test_sessions_that_run_at_once_count_against_the_seats(capacity: int, found: list[str]) -> None:
    of_an_older_grid = session(hour=time(10, 30), minutes=30, seat=2)
    booked = (session(), of_an_older_grid, session(hour=time(11)), session(THURSDAY))
    assert hours(tuple(each.starts_at for each in crowded(booked, capacity))) == found


@pytest.mark.parametrize("capacity, why", [(2, None), (1, OutsideWhy.MORE_THAN_SEATS)])
def test_a_session_that_fits_waits_all_the_same_where_more_are_booked_than_seats(capacity, why) -> None:
    held = (session(), session(seat=2), session(hour=time(14, 30)))
    fewer = known(replace(KANAGAWA, capacity=capacity, public_capacity=1))
    situation = replace(fewer, days={WEDNESDAY: DaySituation(held=held)})
    found = [left_outside(each, situation) for each in held]
    assert [each and each.why for each in found] == [why, why, None]
