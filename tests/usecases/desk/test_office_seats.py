"""A single day may have its own number of seats: at once, under its lock, and nobody who is booked is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.booking.models.seats import DaySeatsRow
from app.booking.queries.outside import situation_of_days
from app.booking.queries.seats import seats_entries
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Completed, Refused
from app.desk.queries.office_policy import crowded_bookings
from app.desk.queries.worklists import worklists_of
from app.desk.terms.office_seats import SeatsPlan, SeatsRefusal, SeatsSet
from app.desk.usecases.office_policy import change_policy
from app.desk.usecases.office_seats import set_day_seats, take_back_seats
from app.offices.queries.offices import policy_in_force
from app.offices.queries.policies import latest_id
from tests import bookings
from tests.kato import kato, manager_at, recorded
from tests.together import together

TODAY, WEDNESDAY = date(2026, 5, 11), date(2026, 5, 13)
pytestmark = pytest.mark.usefixtures("offices")


def plan(capacity: int, public: int | None = None, day: date = WEDNESDAY) -> SeatsPlan:
    shared = capacity if public is None else public
    return SeatsPlan(day=day, capacity=capacity, public_capacity=shared, reason="相談員が休むため")


def put(clock, capacity: int, public: int | None = None, day: date = WEDNESDAY) -> SeatsSet | SeatsRefusal:
    return set_day_seats("kanagawa", plan(capacity, public, day), by=kato(), now=clock.now())


def raise_everywhere(clock, seats: int) -> None:
    policy = replace(policy_in_force("kanagawa", TODAY), capacity=seats, public_capacity=seats)
    change_policy("kanagawa", policy, since=TODAY, base=latest_id("kanagawa"), by=kato(), now=clock.now())


def test_a_day_with_more_seats_takes_as_many_as_the_public_may_have(clock) -> None:
    assert put(clock, 3, 2) == SeatsSet(())
    outcomes = [bookings.attempt(clock, bookings.somebody(number)) for number in (1, 2, 3)]
    assert [isinstance(each, Completed) for each in outcomes] == [True, True, False]
    assert outcomes[2] == Refused(BookingRefusal.TAKEN)
    other_day = [bookings.attempt(clock, bookings.somebody(number, "2026-05-14T10:00")) for number in (4, 5)]
    assert [isinstance(each, Completed) for each in other_day] == [True, False]
    assert recorded("desk.day_seats_set") == [{"capacity": 3, "day": "2026-05-13", "left_over": 0, "public": 2}]


def test_those_booked_beyond_fewer_seats_stay_booked_and_are_named(clock) -> None:
    raise_everywhere(clock, 2)
    kept = [bookings.book(clock, bookings.somebody(number)).number for number in (1, 2)]
    bookings.book(clock, bookings.somebody(3, "2026-05-13T14:30"))
    outcome = put(clock, 1)
    assert isinstance(outcome, SeatsSet)
    assert {each.number for each in outcome.left_over} == set(kept)
    assert all(bookings.row_of(number).holds_seat for number in kept)
    known = situation_of_days("kanagawa", TODAY, TODAY, TODAY + timedelta(days=30))
    lists = worklists_of(known, TODAY + timedelta(days=30), clock.now())
    assert {each.line.number for each in lists.outside} == set(kept)


def test_a_day_without_seats_takes_nobody(clock) -> None:
    put(clock, 0)
    assert isinstance(bookings.attempt(clock), Refused)
    assert isinstance(bookings.attempt(clock, bookings.application("2026-05-14T10:00")), Completed)


def test_a_later_choice_takes_the_place_of_the_first_which_stays_as_a_row(clock) -> None:
    put(clock, 3)
    assert put(clock, 3) is SeatsRefusal.ALREADY_SET
    put(clock, 2)
    entries = seats_entries("kanagawa", TODAY)
    assert [(entry.seats.capacity, entry.lifted_at is None) for entry in entries] == [(3, False), (2, True)]


def test_taken_back_the_day_is_as_every_day(clock) -> None:
    put(clock, 0)
    (entry,) = seats_entries("kanagawa", TODAY)
    take_back_seats("kanagawa", entry.id, by=kato(), now=clock.now())
    assert isinstance(bookings.attempt(clock), Completed)
    again = take_back_seats("kanagawa", entry.id, by=kato(), now=clock.now())
    assert again is SeatsRefusal.ALREADY_LIFTED


@pytest.mark.parametrize(
    "asked, why",
    [
        (plan(2, day=TODAY - timedelta(days=1)), SeatsRefusal.CLOSED_DAY_OVER),
        (plan(2, 3), SeatsRefusal.MORE_THAN_SEATS),
        (plan(2, day=date(2028, 1, 4)), SeatsRefusal.BEYOND_CALENDAR),
    ],
)
def test_what_is_refused_changes_nothing(clock, asked: SeatsPlan, why: SeatsRefusal) -> None:
    assert set_day_seats("kanagawa", asked, by=kato(), now=clock.now()) is why
    assert bookings.count(DaySeatsRow) == 0


def test_a_manager_of_another_office_sets_nothing_here(clock) -> None:
    elsewhere = manager_at("nagasaki_main")
    refused = set_day_seats("kanagawa", plan(2), by=elsewhere, now=clock.now())
    assert refused is SeatsRefusal.GRANT_ENDED
    assert bookings.count(DaySeatsRow) == 0


def test_a_day_with_its_own_seats_is_not_asked_when_those_of_every_day_change(clock) -> None:
    raise_everywhere(clock, 2)
    for number in (1, 2):
        bookings.book(clock, bookings.somebody(number))
    assert len(crowded_bookings("kanagawa", 1, TODAY, clock.now())) == 2
    put(clock, 3)
    assert crowded_bookings("kanagawa", 1, TODAY, clock.now()) == ()


def test_whoever_books_while_the_seats_go_is_in_time_or_named(app, clock) -> None:
    by, works = kato(), []
    works = [lambda number=number: bookings.attempt(clock, bookings.somebody(number)) for number in (1, 2)]
    works.append(lambda: set_day_seats("kanagawa", plan(0), by=by, now=clock.now()))
    *answers, done = together(app, *works)
    won = {answer.booking.number for answer in answers if isinstance(answer, Completed)}
    assert {each.number for each in done.left_over} == won
