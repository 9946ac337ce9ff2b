"""What comes by itself: the mails of the day before, states that time brings, browsers that are forgotten."""

from datetime import timedelta

import pytest

from app.booking.effects.guests import HOLDS_FOR
from app.booking.models.bookings import BookingStateRow
from app.booking.models.guards import GuestSession
from app.booking.queries import due
from app.booking.queries.guests import guest_identity
from app.booking.usecases import routines
from app.booking.usecases.routines import post_reminders, purge_guest_sessions, write_down_states
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.web.clock import real_now
from tests import bookings
from tests.factories import open_offices


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.mark.rule("KNG-32", "KNG-33")
@pytest.mark.parametrize(
    "booked_on, slot, day_before",
    [
        ("2026-05-08", "2026-05-13T10:00", "2026-05-12"),
        ("2026-05-01", "2026-05-11T10:00", "2026-05-10"),
        ("2026-04-28", "2026-05-07T10:00", "2026-05-06"),
        ("2026-12-21", "2027-01-04T10:00", "2027-01-03"),
    ],
    ids=["on a Tuesday", "on a Sunday", "on a holiday", "in the new year"],
)
def test_the_day_before_brings_two_mails_once(clock, booked_on: str, slot: str, day_before: str) -> None:
    clock.set(f"{booked_on}T10:00:00+09:00")
    number = bookings.book(clock, bookings.application(slot)).number
    clock.set(f"{day_before}T00:00:00+09:00")
    just_before = clock.now() - timedelta(seconds=1)
    assert post_reminders(just_before) == 0
    assert (post_reminders(clock.now()), post_reminders(clock.now())) == (1, 0)
    clock.advance(hours=20)
    assert post_reminders(clock.now()) == 0
    reminder, password = bookings.outbox(number)[2:]
    assert (reminder.kind, password.kind) == ("M-KNG-4", "M-KNG-5")
    assert password.fill_nonce == bookings.outbox(number)[1].fill_nonce


def test_everybody_is_reminded_once_however_few_are_taken_up_together(clock, monkeypatch) -> None:
    monkeypatch.setattr(due, "AT_ONCE", 2)
    slots = ("2026-05-13T09:00", "2026-05-13T10:00", "2026-05-13T11:00", "2026-05-13T13:30", "2026-05-13T14:30")
    numbers = [bookings.book(clock, bookings.somebody(place, slot)).number for place, slot in enumerate(slots)]
    clock.set("2026-05-12T10:00:00+09:00")
    assert (post_reminders(clock.now()), post_reminders(clock.now())) == (5, 0)
    for number in numbers:
        assert [mail.kind for mail in bookings.outbox(number)[2:]] == ["M-KNG-4", "M-KNG-5"]


@pytest.mark.rule("KNG-32", "KNG-33")
def test_nobody_is_woken_and_nothing_goes_out_after_the_start(clock) -> None:
    booked = bookings.book(clock)
    clock.set("2026-05-12T00:05:00+09:00")
    post_reminders(clock.now())
    for mail in bookings.outbox(booked.number)[2:]:
        assert mail.not_before == bookings.moment("2026-05-12T07:00")
        assert mail.not_after == booked.starts_at


@pytest.mark.rule("KNG-32", "KNG-33")
def test_who_withdraws_before_the_day_is_locked_is_not_reminded(clock, monkeypatch) -> None:
    number = bookings.book(clock).number
    clock.set("2026-05-12T10:00:00+09:00")
    find = routines.waiting_for_reminder

    def found_and_then_withdrawn(*asked, **more):
        found = find(*asked, **more)
        if found:
            withdraw_booking(number, guest_identity(number), clock.now())
        return found

    monkeypatch.setattr(routines, "waiting_for_reminder", found_and_then_withdrawn)
    assert post_reminders(clock.now()) == 0
    assert bookings.kinds(number) == ["M-KNG-1", "M-KNG-2", "M-KNG-6"]


def test_after_a_standstill_the_reminder_still_comes_before_the_start(clock) -> None:
    bookings.book(clock)
    clock.set("2026-05-13T08:00:00+09:00")
    assert post_reminders(clock.now()) == 1


def test_after_the_start_no_reminder_comes(clock) -> None:
    bookings.book(clock)
    clock.set("2026-05-13T10:00:00+09:00")
    assert post_reminders(clock.now()) == 0


@pytest.mark.rule("KNG-41")
def test_a_no_show_is_written_down_with_the_moment_it_became_true(clock) -> None:
    booked = bookings.book(clock)
    clock.set("2026-05-13T10:09:59+09:00")
    assert write_down_states(clock.now()) == 0
    clock.set("2026-05-14T03:00:00+09:00")
    assert (write_down_states(clock.now()), write_down_states(clock.now())) == (1, 0)
    row = db.session.scalars(db.select(BookingStateRow)).one()
    assert (row.to_state, row.at, row.written_at) == (
        "deemed_cancelled",
        booked.starts_at + timedelta(minutes=10),
        clock.now(),
    )
    assert bookings.row_of(booked.number).holds_seat


@pytest.mark.rule("KNG-17")
def test_a_missed_booking_still_counts_for_its_day(clock) -> None:
    booked = bookings.book(clock)
    clock.set("2026-05-13T12:00:00+09:00")
    write_down_states(clock.now())
    assert bookings.days_taken(booked.number) == 2


def test_contact_in_time_keeps_the_booking(clock) -> None:
    booked = bookings.book(clock)
    bookings.row_of(booked.number).contacted_at = booked.starts_at + timedelta(minutes=5)
    db.session.commit()
    clock.set("2026-05-13T10:12:00+09:00")
    assert write_down_states(clock.now()) == 0


def test_browsers_are_forgotten_by_real_time(clock) -> None:
    bookings.book(clock)
    clock.advance(days=9)
    assert purge_guest_sessions(real_now()) == 0
    assert purge_guest_sessions(real_now() + HOLDS_FOR + timedelta(seconds=1)) == 1
    assert bookings.count(GuestSession) == 0
