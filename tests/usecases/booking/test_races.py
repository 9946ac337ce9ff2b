"""Many at one time: exactly one has it, on both databases; with the guards off, doubles show that the test sees."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.queries.invariants import days_counted_wrongly, seats_held_twice
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Completed, Refused
from app.booking.usecases import completion
from app.db import Busy, db
from tests import bookings
from tests.factories import open_offices

CLIENTS = 50
STARTS = ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def together(app, work: Callable[[int], Any], clients: int = CLIENTS) -> list[Any]:
    """What `work` comes to for each client, all begun at one barrier; one that stayed busy tries again as a person."""
    barrier = Barrier(clients)

    def one(client: int) -> Any:
        with app.app_context():
            barrier.wait()
            for _ in range(20):
                try:
                    return work(client)
                except Busy:
                    continue
                finally:
                    db.session.remove()
            return None

    with ThreadPoolExecutor(clients) as crowd:
        return list(crowd.map(one, range(clients)))


@contextmanager
def small_pool(app) -> Iterator[None]:
    """Let go of the connections the crowd opened."""
    yield
    db.session.remove()
    db.engine.dispose()


def test_of_fifty_at_one_time_exactly_one_has_it(app, clock) -> None:
    with small_pool(app):
        answers = together(app, lambda client: bookings.attempt(clock, bookings.somebody(client), network=f"n{client}"))
    won = [answer for answer in answers if isinstance(answer, Completed)]
    lost = [answer for answer in answers if answer == Refused(BookingRefusal.TAKEN)]
    assert (len(won), len(lost)) == (1, CLIENTS - 1)
    assert (bookings.count(Booking), len(bookings.kinds())) == (1, 2)
    assert seats_held_twice(clock.now()) == []


@pytest.mark.rule("KNG-17")
def test_one_person_at_many_times_of_a_day_has_one_of_them(app, clock) -> None:
    def press(client: int) -> Any:
        wanted = bookings.application(f"2026-05-13T{STARTS[client % len(STARTS)]}")
        return bookings.attempt(clock, wanted, network=f"n{client}")

    with small_pool(app):
        answers = together(app, press, clients=24)
    assert len([answer for answer in answers if isinstance(answer, Completed)]) == 1
    assert (bookings.count(Booking), bookings.count(PersonDay)) == (1, 2)
    assert days_counted_wrongly(clock.now()) == []


def test_a_press_repeated_by_many_at_once_books_once(app, clock) -> None:
    press = bookings.press(clock)
    db.session.rollback()
    with small_pool(app):
        answers = together(app, lambda _: completion.complete_booking(bookings.application(), press), clients=16)
    assert len({answer.booking.number for answer in answers if isinstance(answer, Completed)}) == 1
    assert all(isinstance(answer, Completed) for answer in answers)
    assert (bookings.count(Booking), len(bookings.kinds())) == (1, 2)


def test_with_the_guards_off_the_same_crowd_books_twice(app, clock, monkeypatch) -> None:
    """The control: if this ever counts one, the tests above prove nothing (SECURITY finding 1).

    PostgreSQL loses its lock. SQLite has one writer anyway: there the facts are read before the lock, not under it.
    """
    wanted = [bookings.somebody(client) for client in range(CLIENTS)]
    monkeypatch.setattr(completion, "lock_day", lambda *_: None)
    if db.engine.dialect.name == "sqlite":
        known = completion.situation_for("kanagawa", wanted[0].starts_at.date(), clock.now().date(), [])
        monkeypatch.setattr(completion, "situation_for", lambda *_: known)
    db.session.execute(db.text("DROP INDEX uq_booking_held_seat"))
    db.session.commit()
    try:
        with small_pool(app):
            answers = together(app, lambda nth: bookings.attempt(clock, wanted[nth], network=f"n{nth}"))
        assert len([answer for answer in answers if isinstance(answer, Completed)]) > 1
        assert seats_held_twice(clock.now())
    finally:
        restore_guard()


def restore_guard() -> None:
    """Put the constraint back for the tests that follow."""
    db.session.rollback()
    db.session.execute(db.text("UPDATE booking SET holds_seat = false, state = 'refused'"))
    guard = "CREATE UNIQUE INDEX uq_booking_held_seat ON booking (office_id, starts_at, seat_no) WHERE holds_seat"
    db.session.execute(db.text(guard))
    db.session.commit()
