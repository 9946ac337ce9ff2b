"""Taking a booking back: what becomes free, what is told, and until when it works."""

import pytest

from app.audit.models import AuditEvent
from app.booking.models.bookings import BookingStateRow
from app.booking.queries.guests import guest_identity
from app.booking.terms.application import WithdrawalRefusal
from app.booking.terms.outcomes import Completed, NotWithdrawn, Withdrawn
from app.booking.usecases.routines import post_reminders
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from tests import bookings
from tests.factories import open_offices


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def withdraw(number: str, clock):
    return withdraw_booking(number, guest_identity(number), clock.now())


@pytest.mark.rule("KNG-17", "KNG-38")
def test_a_withdrawal_frees_the_seat_and_the_day(clock) -> None:
    number = bookings.book(clock).number
    assert withdraw(number, clock) == Withdrawn(call_asked=False)
    row = bookings.row_of(number)
    assert (row.state, row.holds_seat, row.revision, bookings.days_taken(number)) == ("cancelled", False, 1, 0)
    assert isinstance(bookings.attempt(clock, bookings.application("2026-05-13T14:30")), Completed)
    assert isinstance(bookings.attempt(clock, bookings.somebody(2)), Completed)


@pytest.mark.rule("KNG-38")
@pytest.mark.parametrize("at, withdrawn", [("09:59:59", True), ("10:00:00", False), ("10:00:01", False)])
def test_it_works_until_the_booked_time(clock, at: str, withdrawn: bool) -> None:
    number = bookings.book(clock).number
    clock.set(f"2026-05-13T{at}+09:00")
    outcome = withdraw(number, clock)
    expected = Withdrawn(call_asked=True) if withdrawn else NotWithdrawn(WithdrawalRefusal.ALREADY_STARTED)
    assert outcome == expected


@pytest.mark.rule("KNG-39")
def test_a_withdrawal_is_told_once_at_the_address_of_the_booking(clock) -> None:
    booked = bookings.book(clock)
    withdraw(booked.number, clock)
    assert withdraw(booked.number, clock) == NotWithdrawn(WithdrawalRefusal.ALREADY_WITHDRAWN)
    notice = bookings.outbox(booked.number)[-1]
    assert bookings.kinds(booked.number) == ["M-KNG-1", "M-KNG-2", "M-KNG-6"]
    assert (notice.recipient, booked.number in (notice.body or "")) == (booked.email, True)


@pytest.mark.rule("KNG-40")
@pytest.mark.parametrize(
    "now, asked",
    [("2026-05-12T23:59:59+09:00", False), ("2026-05-13T00:00:00+09:00", True), ("2026-05-13T09:00:00+09:00", True)],
)
def test_on_the_day_itself_a_call_is_asked_for(clock, now: str, asked: bool) -> None:
    number = bookings.book(clock).number
    clock.set(now)
    assert withdraw(number, clock) == Withdrawn(call_asked=asked)
    body = bookings.outbox(number)[-1].body or ""
    assert ("お電話のお願い" in body) is asked
    assert "045-633-6110" in body


@pytest.mark.rule("KNG-39")
def test_no_reminder_follows_a_withdrawal(clock) -> None:
    number = bookings.book(clock).number
    withdraw(number, clock)
    clock.set("2026-05-12T09:00:00+09:00")
    assert post_reminders(clock.now()) == 0
    assert "M-KNG-4" not in bookings.kinds(number)


def test_reminders_that_have_not_gone_out_are_taken_back(clock) -> None:
    number = bookings.book(clock).number
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    withdraw(number, clock)
    states = {mail.kind: mail.state for mail in bookings.outbox(number)}
    assert states == {
        "M-KNG-1": "waiting",
        "M-KNG-2": "waiting",
        "M-KNG-4": "void",
        "M-KNG-5": "void",
        "M-KNG-6": "waiting",
    }


def test_the_change_is_a_row_and_an_event(clock) -> None:
    number = bookings.book(clock).number
    clock.advance(hours=1)
    withdraw(number, clock)
    row = db.session.scalars(db.select(BookingStateRow)).one()
    assert (row.from_state, row.to_state, row.by_whom, row.at) == ("confirmed", "cancelled", "applicant", clock.now())
    acts = db.session.scalars(db.select(AuditEvent.act).order_by(AuditEvent.id))
    assert "booking.withdrawn" in list(acts)


def test_a_number_nobody_has_withdraws_nothing(clock) -> None:
    assert withdraw("0000000000", clock) == NotWithdrawn(WithdrawalRefusal.NOT_LIVE)
