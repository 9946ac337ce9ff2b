"""The next day that can be booked: the plan, the limit, and everything that takes a day or its times away."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from app.booking.rules.next_day import next_bookable_day, whys_of
from app.booking.terms.slots import DaySeats, DaySituation, Situation
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.hours import Window
from app.kernel.moments import JST, at
from app.kernel.slots import Held, Stop, WhyClosed
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Closure, ClosureKind, Office

KANAGAWA = shipped_profiles()["kanagawa"].policy
NAGASAKI = shipped_profiles()["nagasaki_main"].policy
OFFICE = Office(id="kanagawa", name="", terms_set="kanagawa", prefecture="神奈川県", sites=(), missing=())
CALENDAR = Calendar(seed_holidays())
NOW = datetime(2026, 5, 11, 10, tzinfo=JST)
WEDNESDAY, THURSDAY = date(2026, 5, 13), date(2026, 5, 14)


def known(policy=KANAGAWA, stops=(), **day) -> Situation:
    days = {WEDNESDAY: DaySituation(**day)} if day else {}
    return Situation(
        office=OFFICE,
        policies=((date(2020, 4, 1), None, policy),),
        terms_version_id=1,
        calendar=CALENDAR,
        days=days,
        stops=stops,
    )


def closure(kind: ClosureKind, window: Window | None = None) -> Closure:
    return Closure(office_id="kanagawa", day=WEDNESDAY, kind=kind, window=window, reason="研修")


def found(situation: Situation, now: datetime = NOW) -> date | None:
    day = next_bookable_day(situation, now).day
    return day.day if day else None


SEATS = {"day": WEDNESDAY, "capacity": 3}
SHUT = [
    ({"closures": (closure(ClosureKind.CLOSED),)}, WhyClosed.CLOSED_BY_OFFICE),
    ({"closures": (closure(ClosureKind.CLOSED, Window(time(9), time(17))),)}, WhyClosed.CLOSED_BY_OFFICE),
    ({"seats": DaySeats(**{**SEATS, "capacity": 0}, public_capacity=0)}, WhyClosed.NO_SEATS),
    (
        {"held": tuple(Held(starts_at=at(WEDNESDAY, each), minutes=50, seat_no=1) for each in KANAGAWA.slot_starts)},
        WhyClosed.TAKEN,
    ),
]


@pytest.mark.rule("KNG-13", "KNG-15", "KNG-51")
@pytest.mark.parametrize("day, why", SHUT)
def test_a_day_without_a_time_to_book_is_passed_over(day: dict, why: WhyClosed) -> None:
    assert found(known()) == WEDNESDAY
    told = next_bookable_day(known(**day), NOW)
    assert told.day is not None
    assert told.day.day == THURSDAY
    [passed] = told.passed
    assert (passed.day, [each.kind for each in whys_of(passed)]) == (WEDNESDAY, [why])


@pytest.mark.rule("KNG-13")
def test_one_hour_left_is_enough_and_an_opened_holiday_counts() -> None:
    assert found(known(closures=(closure(ClosureKind.CLOSED, Window(time(9), time(15))),))) == WEDNESDAY
    before, holiday = datetime(2026, 4, 30, 16, tzinfo=JST), date(2026, 5, 6)
    opening = replace(closure(ClosureKind.EXTRA_OPEN), day=holiday)
    opened = replace(known(), days={holiday: DaySituation(closures=(opening,))})
    assert (found(known(), before), found(opened, before)) == (date(2026, 5, 7), holiday)


@pytest.mark.rule("KNG-51")
def test_a_stop_shuts_its_days_and_a_stop_of_everything_all_of_them() -> None:
    days = Stop(since=at(WEDNESDAY, time.min), until=at(date(2026, 5, 16), time.min), reason="点検")
    assert found(known(stops=(days,))) == date(2026, 5, 18)
    told = next_bookable_day(known(stops=(replace(days, since=NOW, until=None, everything=True),)), NOW)
    assert (told.day, told.last) == (None, date(2026, 7, 10))
    assert {why.kind for day in told.passed for why in whys_of(day)} == {WhyClosed.STOPPED}


def test_where_one_books_by_telephone_alone_every_seat_counts() -> None:
    by_telephone = replace(NAGASAKI, public_capacity=0)
    assert found(known(by_telephone)) == found(known(NAGASAKI)) == date(2026, 5, 12)
    assert found(known(replace(KANAGAWA, public_capacity=0))) is None


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize(
    "now, first",
    [
        (datetime(2026, 4, 30, 16, 0, 0, tzinfo=JST), date(2026, 5, 7)),
        (datetime(2026, 4, 30, 16, 0, 1, tzinfo=JST), date(2026, 5, 8)),
        (datetime(2026, 5, 3, 12, 0, 0, tzinfo=JST), date(2026, 5, 11)),
        (datetime(2026, 12, 25, 16, 0, 1, tzinfo=JST), date(2027, 1, 5)),
    ],
)
def test_the_first_bookable_day_is_the_nearest_whose_limit_is_not_over(now, first):
    assert found(known(), now) == first


def test_no_day_is_bookable_once_the_official_holidays_have_run_out():
    assert found(known(), at(date(2027, 12, 30), time(9))) is None
    assert found(known(), at(date(2030, 1, 4), time(9))) is None
