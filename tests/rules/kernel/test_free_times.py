"""What the slot picker shows, from the examples of KNG-13 to KNG-16, NGS-10 to NGS-18 and KRS-11."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.kernel.calendar import Calendar, ClosedBy, ClosedReason
from app.kernel.free_times import free_times
from app.kernel.holidays import seed_holidays
from app.kernel.hours import Window, fits, starts_every
from app.kernel.moments import JST, at
from app.kernel.slots import (
    Closing,
    DayFacts,
    Grid,
    Held,
    Mark,
    Opening,
    SeatOverride,
    Stop,
    WhyClosed,
)
from app.kernel.steps import Computed

CALENDAR = Calendar(seed_holidays(2025, 2040))
NOW = datetime(2026, 4, 1, 9, 0, tzinfo=JST)
WEDNESDAY = date(2026, 5, 13)
SATURDAY = date(2026, 5, 9)
FAR = date(2027, 12, 31)

KANAGAWA = Grid(
    session_minutes=50,
    weekdays=frozenset(range(5)),
    windows=(Window(time(9), time(12)), Window(time(13, 30), time(16, 30))),
    starts=(time(9), time(10), time(11), time(13, 30), time(14, 30), time(15, 30)),
    seats=1,
    offered=1,
)
THREE_SEATS = replace(KANAGAWA, seats=3, offered=3)


def ask(day=WEDNESDAY, *, grid=KANAGAWA, now=NOW, **facts):
    return free_times(day, grid=grid, facts=DayFacts(**{"last_day": FAR, **facts}), calendar=CALENDAR, now=now)


def starts(day_times):
    return [slot.starts_at.strftime("%H:%M") for slot in day_times.times if slot.is_free]


def slot_at(day_times, hour, minute=0):
    return next(slot for slot in day_times.times if slot.starts_at == at(day_times.day, time(hour, minute)))


def held(hour, minute=0, *, minutes=50, seat_no=1):
    return Held(starts_at=at(WEDNESDAY, time(hour, minute)), minutes=minutes, seat_no=seat_no)


@pytest.mark.rule("KNG-13", "MYK-13", "KRS-03")
@pytest.mark.parametrize(
    "day, reason",
    [
        (date(2026, 5, 9), ClosedReason(ClosedBy.SATURDAY)),
        (date(2026, 5, 10), ClosedReason(ClosedBy.SUNDAY)),
        (date(2026, 4, 29), ClosedReason(ClosedBy.HOLIDAY, "昭和の日")),
        (date(2026, 5, 4), ClosedReason(ClosedBy.HOLIDAY, "みどりの日")),
        (date(2026, 5, 6), ClosedReason(ClosedBy.HOLIDAY, "振替休日")),
        (date(2026, 9, 22), ClosedReason(ClosedBy.HOLIDAY, "国民の休日")),
        (date(2026, 12, 29), ClosedReason(ClosedBy.YEAR_END)),
        (date(2027, 1, 1), ClosedReason(ClosedBy.HOLIDAY, "元日")),
    ],
)
def test_a_closed_day_offers_no_time_and_says_why(day, reason):
    times = ask(day)
    assert starts(times) == []
    assert {slot.mark for slot in times.times} == {Mark.CLOSED}
    assert times.why.kind is WhyClosed.CLOSED_DAY
    assert times.why.closed == reason


@pytest.mark.rule("KNG-13")
@pytest.mark.parametrize("day", [date(2026, 5, 7), date(2026, 12, 28), date(2027, 1, 4)])
def test_the_open_days_around_closed_ones_offer_all_times(day):
    assert len(starts(ask(day))) == 6


@pytest.mark.rule("KNG-14")
@pytest.mark.parametrize(
    "start, inside",
    [
        (time(8, 59), False),
        (time(9), True),
        (time(11, 10), True),
        (time(11, 11), False),
        (time(11, 30), False),
        (time(12, 30), False),
        (time(13), False),
        (time(13, 29), False),
        (time(13, 30), True),
        (time(15, 40), True),
        (time(16), False),
    ],
)
def test_a_session_must_lie_wholly_inside_one_window(start, inside):
    assert fits(start, 50, KANAGAWA.windows) is inside
    assert (len(ask(grid=replace(KANAGAWA, starts=(start,))).times) == 1) is inside


@pytest.mark.rule("NGS-10", "NGS-11", "NGS-18")
def test_thirty_minute_starts_fill_the_hours_of_each_site():
    main, young = Window(time(10), time(16)), Window(time(11), time(17))
    main_starts, young_starts = starts_every(30, main), starts_every(30, young)
    assert (main_starts[0], main_starts[-1], len(main_starts)) == (time(10), time(15, 30), 12)
    assert (young_starts[0], young_starts[-1]) == (time(11), time(16, 30))
    assert not fits(time(15, 45), 30, [main])
    assert not fits(time(16), 30, [main])
    assert not fits(time(9, 30), 30, [main])
    assert fits(time(16, 30), 30, [young])
    assert not fits(time(16, 30), 30, [main])


@pytest.mark.rule("KNG-15", "KRS-11")
def test_only_the_starts_set_by_the_office_are_offered():
    kurashiki = replace(
        KANAGAWA,
        session_minutes=30,
        windows=(Window(time(10), time(15, 30)),),
        starts=(time(15), time(10), time(11), time(14)),
    )
    assert starts(ask()) == ["09:00", "10:00", "11:00", "13:30", "14:30", "15:30"]
    assert starts(ask(grid=kurashiki)) == ["10:00", "11:00", "14:00", "15:00"]


@pytest.mark.rule("KNG-16", "MYK-11", "NGS-03")
@pytest.mark.parametrize("minutes, ends", [(50, time(10, 50)), (30, time(10, 30))])
def test_a_session_lasts_as_long_as_the_office_has_set(minutes, ends):
    slot = slot_at(ask(grid=replace(KANAGAWA, session_minutes=minutes)), 10)
    assert slot.starts_at.isoformat() == "2026-05-13T10:00:00+09:00"
    assert slot.ends_at == at(WEDNESDAY, ends)


def test_a_held_seat_makes_its_time_full_and_no_other():
    times = ask(held=(held(10),))
    assert slot_at(times, 10).mark is Mark.FULL
    assert slot_at(times, 10).why.kind is WhyClosed.TAKEN
    assert starts(times) == ["09:00", "11:00", "13:30", "14:30", "15:30"]


@pytest.mark.parametrize(
    "taken, mark, free",
    [
        ((), Mark.FREE, (1, 2, 3)),
        ((2,), Mark.FREE, (1, 3)),
        ((1, 3), Mark.FEW, (2,)),
        ((1, 2, 3), Mark.FULL, ()),
    ],
)
def test_marks_follow_the_seats_left(taken, mark, free):
    slot = slot_at(ask(grid=THREE_SEATS, held=tuple(held(10, seat_no=number) for number in taken)), 10)
    assert (slot.mark, slot.free_seats) == (mark, free)


@pytest.mark.parametrize("held_seats, free", [((), (1, 2)), ((3,), (1,)), ((2, 3), ()), ((1, 2, 3), ())])
def test_the_public_may_take_no_more_than_its_share_of_the_seats(held_seats, free):
    public = replace(THREE_SEATS, offered=2)
    slot = slot_at(ask(grid=public, held=tuple(held(10, seat_no=number) for number in held_seats)), 10)
    assert slot.free_seats == free


@pytest.mark.parametrize(
    "older, blocked",
    [
        (held(9, 30), ["09:00", "10:00"]),
        (held(9, 50, minutes=10), []),
        (held(9, 49, minutes=11), ["09:00"]),
        (held(10, 49, minutes=11), ["10:00"]),
        (held(9, minutes=180), ["09:00", "10:00", "11:00"]),
    ],
)
def test_a_seat_held_under_an_older_grid_blocks_what_it_overlaps(older, blocked):
    assert sorted(set(starts(ask())) - set(starts(ask(held=(older,))))) == blocked


def test_a_seat_above_a_lowered_capacity_still_takes_its_share():
    assert slot_at(ask(held=(held(10, seat_no=3),)), 10).mark is Mark.FULL


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize("seconds, is_open", [(-1, True), (0, True), (0.999, True), (1, False)])
def test_times_close_after_the_last_second_of_application(seconds, is_open):
    last = datetime(2026, 5, 11, 16, 0, tzinfo=JST)
    closes = Computed(last, "KNG-19", ())
    times = ask(closes=closes, now=(last + timedelta(seconds=seconds)).astimezone(UTC))
    assert bool(starts(times)) is is_open
    assert (times.why is None) is is_open
    assert times.closes is closes
    if not is_open:
        assert times.why.kind is WhyClosed.DEADLINE_OVER


def test_without_a_lead_time_only_what_has_begun_is_past():
    times = ask(now=at(WEDNESDAY, time(11)))
    assert starts(times) == ["13:30", "14:30", "15:30"]
    assert slot_at(times, 11).why.kind is WhyClosed.PAST


@pytest.mark.parametrize(
    "day, facts, kind",
    [
        (date(2026, 3, 31), {}, WhyClosed.PAST),
        (date(1900, 1, 1), {}, WhyClosed.PAST),
        (date(2026, 6, 1), {"last_day": date(2026, 5, 31)}, WhyClosed.BEYOND_WINDOW),
        (date(2028, 1, 4), {"last_day": date(2099, 1, 1)}, WhyClosed.NOT_OFFICIAL),
        (date(2041, 1, 4), {"last_day": date(2099, 1, 1)}, WhyClosed.NOT_OFFICIAL),
    ],
)
def test_days_outside_the_booking_window_are_closed_without_asking_the_calendar(day, facts, kind):
    times = ask(day, **facts)
    assert starts(times) == []
    assert times.why.kind is kind


@pytest.mark.parametrize(
    "last_day, is_open", [(date(2026, 5, 12), False), (WEDNESDAY, True), (date(2026, 5, 14), True)]
)
def test_the_last_day_of_the_booking_window_belongs_to_it(last_day, is_open):
    assert bool(starts(ask(last_day=last_day))) is is_open


def test_a_day_that_is_no_weekday_of_the_office_is_closed():
    assert ask(grid=replace(KANAGAWA, weekdays=frozenset({0, 1}))).why.kind is WhyClosed.NOT_A_WEEKDAY_OF_THE_OFFICE


def test_a_closing_of_hours_shuts_what_it_meets_and_gives_the_office_s_reason():
    times = ask(closings=(Closing(reason="研修のため", window=Window(time(10, 30), time(11, 30))),))
    assert starts(times) == ["09:00", "13:30", "14:30", "15:30"]
    assert slot_at(times, 10).why.kind is WhyClosed.CLOSED_BY_OFFICE
    assert slot_at(times, 10).why.text == "研修のため"


@pytest.mark.parametrize("start, end", [(time(9, 50), time(10)), (time(10, 50), time(11))])
def test_a_closing_that_only_touches_a_session_leaves_it(start, end):
    assert starts(ask(closings=(Closing(reason="清掃", window=Window(start, end)),))) == starts(ask())


def test_a_closing_of_the_whole_day_wins_over_an_opening():
    times = ask(closings=(Closing(reason="停電"),), openings=(Opening(),))
    assert starts(times) == []
    assert times.why.text == "停電"


def test_an_opening_opens_a_closed_day_in_its_hours_or_the_usual_ones():
    assert starts(ask(SATURDAY, openings=(Opening(),))) == starts(ask())
    assert starts(ask(SATURDAY, openings=(Opening(window=Window(time(9), time(11))),))) == ["09:00", "10:00"]


def test_an_opening_on_an_open_day_adds_its_hours():
    evening = replace(KANAGAWA, starts=(*KANAGAWA.starts, time(17)))
    assert "17:00" not in starts(ask(grid=evening))
    assert "17:00" in starts(ask(grid=evening, openings=(Opening(window=Window(time(17), time(18))),)))


@pytest.mark.rule("KNG-51")
@pytest.mark.parametrize(
    "since, until, blocked",
    [
        ((9, 0), None, ["09:00", "10:00", "11:00", "13:30", "14:30", "15:30"]),
        ((10, 0), (11, 0), ["10:00"]),
        ((10, 49), (11, 1), ["10:00", "11:00"]),
        ((9, 50), (10, 0), []),
    ],
)
def test_a_stop_of_the_service_shuts_the_sessions_it_meets(since, until, blocked):
    stop = Stop(
        since=at(WEDNESDAY, time(*since)), until=at(WEDNESDAY, time(*until)) if until else None, reason="設備の故障"
    )
    times = ask(stops=(stop,))
    assert sorted(set(starts(ask())) - set(starts(times))) == blocked
    assert {slot.why.kind for slot in times.times if not slot.is_free} <= {WhyClosed.STOPPED}


def test_an_override_of_seats_holds_for_its_start_before_its_day():
    overrides = (SeatOverride(seats=0), SeatOverride(start=time(10), seats=2))
    times = ask(grid=THREE_SEATS, overrides=overrides)
    assert starts(times) == ["10:00"]
    assert slot_at(times, 10).free_seats == (1, 2)
    assert slot_at(times, 9).why.kind is WhyClosed.NO_SEATS


def test_a_window_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends after it starts"):
        Window(time(12), time(12))
