"""When instant use can be had: the session hours of each office, to the second (Q-44, NGS-03)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.booking.rules.instant import lapses_at, open_hours
from app.booking.terms.slots import DaySituation, Situation
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.hours import Window
from app.kernel.moments import JST, at
from app.kernel.slots import Stop, WhyClosed
from app.offices.rules.shipped import shipped_profiles
from app.offices.terms import Closure, ClosureKind, Office

PROFILES = shipped_profiles()
CALENDAR = Calendar(seed_holidays())
WEDNESDAY = date(2026, 5, 13)


def known(slug: str = "nagasaki_main", day: date = WEDNESDAY, stops: tuple[Stop, ...] = (), **facts) -> Situation:
    """An office on a day of which some things are known."""
    return Situation(
        office=Office(id=slug, name="", terms_set="nagasaki", prefecture="長崎県", sites=(), missing=()),
        policies=((date(2022, 5, 6), None, PROFILES[slug].policy),),
        terms_version_id=1,
        calendar=CALENDAR,
        days={day: DaySituation(**facts)} if facts else {},
        stops=stops,
    )


def moment(clock: str, day: date = WEDNESDAY) -> datetime:
    """A second of a day in Japan."""
    return datetime.combine(day, time.fromisoformat(clock), JST)


def closure(kind: ClosureKind, window: Window | None, day: date = WEDNESDAY) -> Closure:
    """Hours shut or opened by the office."""
    return Closure(office_id="nagasaki_main", day=day, kind=kind, window=window, reason="研修")


@pytest.mark.rule("NGS-10", "NGS-42")
@pytest.mark.parametrize(
    "clock, minutes",
    [
        ("09:59:59", 0),
        ("10:00:00", 30),
        ("12:15:00", 30),
        ("15:30:00", 30),
        ("15:30:59", 30),
        ("15:31:00", 29),
        ("15:59:59", 1),
        ("16:00:00", 0),
    ],
)
def test_the_main_office_is_there_from_ten_to_sixteen(clock: str, minutes: int) -> None:
    assert open_hours(known(), moment(clock)).minutes == minutes


@pytest.mark.rule("NGS-11", "NGS-12")
@pytest.mark.parametrize("slug", ["nagasaki_young", "nagasaki_tsukimachi"])
@pytest.mark.parametrize(
    "clock, is_open", [("10:59:59", False), ("11:00:00", True), ("16:59:59", True), ("17:00:00", False)]
)
def test_the_other_two_are_there_from_eleven_to_seventeen(slug: str, clock: str, is_open: bool) -> None:
    assert (open_hours(known(slug), moment(clock)).minutes > 0) is is_open


@pytest.mark.rule("NGS-03")
def test_a_session_never_outlasts_thirty_minutes_nor_the_hours() -> None:
    seconds = (moment("09:00:00") + timedelta(seconds=7 * n) for n in range(4000))
    for now in seconds:
        minutes = open_hours(known(), now).minutes
        assert 0 <= minutes <= 30
        assert now.replace(second=0) + timedelta(minutes=minutes) <= max(moment("16:00:00"), now)


@pytest.mark.rule("NGS-10")
@pytest.mark.parametrize("day", [date(2026, 4, 29), date(2026, 5, 6), date(2026, 5, 16), date(2026, 12, 29)])
def test_on_a_closed_day_nobody_is_there_and_the_day_says_why(day: date) -> None:
    hours = open_hours(known(day=day), moment("12:00:00", day))
    assert hours.minutes == 0
    assert hours.why is not None
    assert hours.why.kind is WhyClosed.CLOSED_DAY


def test_at_night_there_is_nothing_to_explain_but_the_hours() -> None:
    assert open_hours(known(), moment("00:00:00")).minutes == 0
    assert open_hours(known(), moment("23:59:59")).why is None


def test_hours_the_office_has_shut_cut_a_session_short() -> None:
    shut = known(closures=(closure(ClosureKind.CLOSED, Window(time(13), time(14))),))
    assert open_hours(shut, moment("12:45:30")).minutes == 15
    assert open_hours(shut, moment("13:00:00")).minutes == 0
    assert open_hours(shut, moment("13:59:59")).minutes == 0
    assert open_hours(shut, moment("14:00:00")).minutes == 30
    why = open_hours(shut, moment("13:20:00")).why
    assert why is not None
    assert why.text == "研修"


def test_hours_opened_by_exception_count_also_on_a_closed_day() -> None:
    saturday = date(2026, 5, 16)
    opened = closure(ClosureKind.EXTRA_OPEN, Window(time(9), time(10)), saturday)
    office = known(day=saturday, closures=(opened,))
    assert open_hours(office, moment("09:00:00", saturday)).minutes == 30
    assert open_hours(office, moment("10:00:00", saturday)).minutes == 0


def test_a_stop_of_the_service_ends_it_at_once() -> None:
    stop = Stop(since=moment("11:00:00"), until=moment("12:00:00"), everything=True, reason="停電")
    office = known(stops=(stop,))
    assert open_hours(office, moment("10:40:00")).minutes == 20
    assert open_hours(office, moment("11:00:00")).minutes == 0
    assert open_hours(office, moment("12:00:00")).minutes == 30


def test_without_a_policy_there_is_no_session() -> None:
    assert open_hours(replace(known(), policies=()), moment("12:00:00")).minutes == 0


@pytest.mark.rule("NGS-42")
@pytest.mark.parametrize(
    "clock, lapses",
    [("10:00:00", "10:10:00"), ("12:00:30", "12:10:30"), ("15:49:59", "15:59:59"), ("15:55:20", "16:00:00")],
)
def test_a_request_waits_ten_minutes_and_never_past_the_hours(clock: str, lapses: str) -> None:
    now = moment(clock)
    assert lapses_at(now, open_hours(known(), now)) == at(WEDNESDAY, time.fromisoformat(lapses))
