"""Under which number a booking of a person's day counts, and what a broken number is told as (KNG-17, Q-02)."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.queries.guests import guest_identity
from app.booking.queries.invariants import days_counted_wrongly
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Refused
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from tests import bookings, ways_in
from tests.factories import open_offices


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def numbers() -> list[int]:
    """The numbers that are taken, of every key."""
    db.session.rollback()
    return sorted(db.session.scalars(db.select(PersonDay.nth)))


@pytest.mark.rule("KNG-17")
def test_the_number_that_a_withdrawn_booking_gave_back_is_the_next_one_taken(clock) -> None:
    ways_in.set_for("kanagawa", daily_limit=2)
    first, _second = (bookings.book(clock, bookings.application(f"2026-05-14T{hour}")) for hour in ("09:00", "10:00"))
    withdraw_booking(first.number, guest_identity(first.number), clock.now())
    bookings.book(clock, bookings.application("2026-05-14T14:30"))
    assert numbers() == [1, 1, 2, 2]
    third = bookings.attempt(clock, bookings.application("2026-05-14T15:30"))
    assert third == Refused(BookingRefusal.SECOND_THAT_DAY)
    assert "M-OWN-1" in bookings.kinds()
    assert days_counted_wrongly(clock.now()) == []


@pytest.mark.rule("KNG-17")
def test_a_number_that_is_taken_all_the_same_is_told_as_one_too_many(clock, monkeypatch) -> None:
    ways_in.set_for("kanagawa", daily_limit=2)
    monkeypatch.setattr("app.booking.effects.bookings.number_of_day", lambda _taken: 1)
    bookings.book(clock)
    second = bookings.attempt(clock, bookings.application("2026-05-13T14:30"))
    assert second == Refused(BookingRefusal.SECOND_THAT_DAY)
    assert bookings.count(Booking) == 1
