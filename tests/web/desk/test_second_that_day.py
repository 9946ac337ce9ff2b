"""One more booking of a person's day at the desk: which number it takes, and that no guard is a fault (Q-02)."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.queries.invariants import days_counted_wrongly
from app.db import db
from tests import bookings, desks, ways_in
from tests.web.desk.test_follow_up import NAGASAKI, follow, next_of, session  # noqa: F401  a fixture
from tests.web.desk.test_intake import number_in, press

NINE, TEN, LATER = "2026-05-14T09:00", "2026-05-14T10:00", "2026-05-14T14:30"


def days_of(number):
    """Number and reason of a booking's keys."""
    db.session.rollback()
    found = db.select(PersonDay).join(Booking, Booking.id == PersonDay.booking_id).where(Booking.number == number)
    return {(day.nth, day.reason) for day in db.session.scalars(found)}


@pytest.mark.rule("KNG-17")
def test_an_exception_after_a_withdrawal_takes_the_number_that_is_free(suzuki, clock):
    first = number_in(press(suzuki, NINE))
    second = number_in(press(suzuki, TEN, reason="通訳の都合"))
    desks.act(suzuki, "kanagawa", first, "withdrawal")
    third = number_in(press(suzuki, LATER, reason="続きの相談"))
    assert (days_of(second), days_of(third)) == ({(2, "通訳の都合")}, {(1, "続きの相談")})
    assert days_counted_wrongly(clock.now()) == []


@pytest.mark.rule("KNG-17")
def test_a_number_that_is_taken_all_the_same_is_a_refusal_of_the_call(suzuki, clock, monkeypatch):
    press(suzuki, NINE)
    monkeypatch.setattr("app.booking.effects.bookings.number_of_day", lambda _taken: 1)
    again = press(suzuki, LATER, status=409, reason="通訳の都合")
    assert "この方には、同じ日の予約があります。" in again.text
    assert again.fields()["reason"] == "通訳の都合"
    assert bookings.count(Booking) == 1


@pytest.mark.rule("KNG-17", "NGS-24")
def test_the_next_booking_at_a_session_keeps_why_it_is_one_too_many(session, clock):  # noqa: F811
    ways_in.set_for(NAGASAKI, daily_limit=1)
    page, number = session(NAGASAKI)
    today = "2026-05-13T15:00"
    follow(page, NAGASAKI, number, slot=today, reason="きょう続けて必要なため")
    assert days_of(next_of(number).number) == {(2, "きょう続けて必要なため")}
    assert days_counted_wrongly(clock.now()) == []


@pytest.mark.rule("KNG-17", "NGS-24")
def test_a_number_that_is_taken_all_the_same_is_a_refusal_of_the_next_booking(session, clock, monkeypatch):  # noqa: F811
    ways_in.set_for(NAGASAKI, daily_limit=2)
    page, number = session(NAGASAKI)
    monkeypatch.setattr("app.booking.effects.bookings.number_of_day", lambda _taken: 1)
    refused = follow(page, NAGASAKI, number, status=409, slot="2026-05-13T15:00", reason="きょう続けて必要なため")
    assert "この方には、同じ日の予約があります。" in refused.text


def test_a_corrected_address_that_is_one_too_many_that_day_keeps_why(suzuki, clock):
    bookings.book(clock, bookings.somebody(1, "2026-05-13T14:30"))
    number = bookings.book(clock).number
    desks.act(suzuki, "kanagawa", number, "address", email="person1@example.jp")
    assert {nth for nth, _reason in days_of(number)} == {1, 2}
    assert days_counted_wrongly(clock.now()) == []
