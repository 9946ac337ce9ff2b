"""The public's free times of an office, from its policy, its calendar and what is known of each day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.booking.rules.slots import days_between, first_free, nearest_free, slot_at, times_of_day, week_of, window_of
from app.booking.terms.slots import DaySituation, Situation
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.hours import Window
from app.kernel.moments import JST, at
from app.kernel.slots import Held, Mark, Stop, WhyClosed
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Closure, ClosureKind, Office

PROFILE = shipped_profiles()["kanagawa"]
KANAGAWA = PROFILE.policy
OFFICE = Office(id="kanagawa", name="", terms_set="kanagawa", prefecture="神奈川県", sites=(), missing=())
CALENDAR = Calendar(seed_holidays())
NOW = datetime(2026, 4, 20, 10, tzinfo=JST)
WEDNESDAY = date(2026, 5, 13)
TEN = at(WEDNESDAY, time(10))


def known(policy=KANAGAWA, **day) -> Situation:
    days = {WEDNESDAY: DaySituation(**day)} if day else {}
    return Situation(
        office=OFFICE,
        policies=((date(2024, 4, 1), None, policy),),
        terms_version_id=1,
        calendar=CALENDAR,
        days=days,
    )


def closure(kind: ClosureKind, window: Window | None = None) -> Closure:
    return Closure(office_id="kanagawa", day=WEDNESDAY, kind=kind, window=window, reason="研修")


def starts(day: date, situation: Situation | None = None, now: datetime = NOW) -> list[str]:
    return [f"{time.starts_at:%H:%M}" for time in times_of_day(day, situation or known(), now).times if time.is_free]


@pytest.mark.rule("KNG-14", "KNG-15", "KNG-16")
def test_a_day_offers_the_times_the_office_has_set() -> None:
    assert starts(WEDNESDAY) == ["09:00", "10:00", "11:00", "13:30", "14:30", "15:30"]
    slot = slot_at(TEN, known(), NOW)
    assert slot is not None
    assert slot.ends_at - slot.starts_at == timedelta(minutes=50)


INSIDE = ("09:00", "11:10", "13:30", "15:40")
OUTSIDE = ("08:59", "11:11", "11:30", "12:30", "13:00", "13:29", "15:41", "16:00")


@pytest.mark.rule("KNG-14")
@pytest.mark.parametrize(
    "start, offered", [*((start, True) for start in INSIDE), *((start, False) for start in OUTSIDE)]
)
def test_a_time_lies_wholly_inside_a_window(start: str, offered: bool) -> None:
    policy = replace(KANAGAWA, slot_starts=(time.fromisoformat(start),))
    assert starts(WEDNESDAY, known(policy)) == ([start] if offered else [])


@pytest.mark.rule("KNG-15")
@pytest.mark.parametrize("start", ["10:01", "10:30", "12:00"])
def test_a_start_that_was_not_set_is_no_time(start: str) -> None:
    assert slot_at(at(WEDNESDAY, time.fromisoformat(start)), known(), NOW) is None


@pytest.mark.rule("KNG-13")
@pytest.mark.parametrize(
    "day, open_day",
    [
        (date(2026, 5, 9), False),
        (date(2026, 4, 29), False),
        (date(2026, 5, 4), False),
        (date(2026, 5, 6), False),
        (date(2026, 9, 22), False),
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 4), True),
    ],
)
def test_times_are_offered_on_open_weekdays_only(day: date, open_day: bool) -> None:
    now = datetime.combine(day - timedelta(days=30), time(10), JST)
    assert bool(starts(day, now=now)) is open_day


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize("second, offered", [(0, True), (1, False)])
def test_a_day_closes_after_the_second_of_its_limit(second: int, offered: bool) -> None:
    assert bool(starts(WEDNESDAY, now=datetime(2026, 5, 11, 16, 0, second, tzinfo=JST))) is offered


def test_a_held_seat_is_not_offered_again() -> None:
    held = known(held=(Held(starts_at=TEN, minutes=50, seat_no=1),))
    assert "10:00" not in starts(WEDNESDAY, held)
    assert slot_at(TEN, held, NOW).mark is Mark.FULL


def test_a_seat_held_under_an_older_grid_blocks_what_it_overlaps() -> None:
    held = known(held=(Held(starts_at=TEN + timedelta(minutes=30), minutes=50, seat_no=1),))
    assert [start for start in ("10:00", "11:00") if start in starts(WEDNESDAY, held)] == []


@pytest.mark.parametrize(
    "taken, mark, seats", [((), Mark.FREE, (1, 2)), ((1,), Mark.FEW, (2,)), ((1, 3), Mark.FULL, ())]
)
def test_the_public_takes_its_share_of_the_seats(taken, mark: Mark, seats: tuple[int, ...]) -> None:
    policy = replace(KANAGAWA, capacity=3, public_capacity=2)
    held = tuple(Held(starts_at=TEN, minutes=50, seat_no=number) for number in taken)
    slot = slot_at(TEN, known(policy, held=held), NOW)
    assert (slot.mark, slot.free_seats) == (mark, seats)


@pytest.mark.rule("KNG-51")
def test_a_stop_closes_the_times_it_covers_and_no_others() -> None:
    stop = Stop(since=TEN, until=TEN + timedelta(hours=1), reason="点検")
    assert starts(WEDNESDAY, replace(known(), stops=(stop,))) == ["09:00", "11:00", "13:30", "14:30", "15:30"]
    without_end = Stop(since=NOW, reason="障害")
    assert starts(WEDNESDAY, replace(known(), stops=(without_end,))) == []


def test_closures_win_and_openings_open() -> None:
    morning = Window(time(9), time(12))
    assert starts(WEDNESDAY, known(closures=(closure(ClosureKind.CLOSED, morning),))) == ["13:30", "14:30", "15:30"]
    assert starts(WEDNESDAY, known(closures=(closure(ClosureKind.CLOSED),))) == []
    saturday = date(2026, 5, 16)
    opened = replace(known(), days={saturday: DaySituation(closures=(closure(ClosureKind.EXTRA_OPEN, morning),))})
    assert starts(saturday, opened) == ["09:00", "10:00", "11:00"]


def test_the_window_ends_with_the_official_holidays() -> None:
    late = datetime(2027, 12, 1, 10, tzinfo=JST)
    assert window_of(known(), late) == (date(2027, 12, 1), date(2027, 12, 31))
    times = times_of_day(date(2028, 1, 5), known(), late).times
    assert {slot.why.kind for slot in times} == {WhyClosed.BEYOND_WINDOW}


def test_a_policy_change_works_from_its_day() -> None:
    halved = replace(KANAGAWA, slot_starts=(time(10),))
    policies = ((date(2024, 4, 1), date(2026, 5, 12), KANAGAWA), (date(2026, 5, 13), None, halved))
    changed = replace(known(), policies=policies)
    assert starts(date(2026, 5, 12), changed)[0] == "09:00"
    assert starts(WEDNESDAY, changed) == ["10:00"]


def test_the_first_and_the_nearest_free_times() -> None:
    days = days_between(date(2026, 5, 12), date(2026, 5, 14))
    full = tuple(Held(starts_at=at(WEDNESDAY, start), minutes=50, seat_no=1) for start in KANAGAWA.slot_starts)
    taken = known(held=full)
    assert first_free(days[1:], taken, NOW).starts_at == at(date(2026, 5, 14), time(9))
    nearest = nearest_free(TEN, days, taken, NOW)
    shown = [f"{slot.starts_at:%d %H:%M}" for slot in nearest]
    assert shown == ["12 11:00", "12 13:30", "12 14:30", "12 15:30", "14 09:00"]
    assert nearest_free(TEN, days[1:2], taken, NOW) == ()


def test_a_week_begins_on_monday() -> None:
    monday, sunday = date(2026, 5, 11), date(2026, 5, 17)
    assert week_of(sunday) == week_of(monday) == days_between(monday, sunday)
