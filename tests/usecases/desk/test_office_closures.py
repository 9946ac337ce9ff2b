"""Shutting and opening by exception: those booked are named and told once, and nobody loses a booking."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.booking.models.guards import OfficeDay
from app.booking.queries.enquiry import enquiry_ticket
from app.booking.queries.outside import bookings_ahead, outside_of, situation_of_days
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Refused
from app.booking.terms.outside import OutsideWhy
from app.db import db
from app.desk.queries.office_closures import preview_closure
from app.desk.terms.office_closures import NOTICE, ClosurePlan, ClosureRefusal, ClosureSet
from app.desk.usecases.office_closures import set_closures, take_back_closure
from app.kernel.hours import Window
from app.offices.queries.closures import closure_entries
from app.offices.terms import Closure, ClosureKind
from tests import bookings, mails
from tests.kato import kato, recorded

TODAY, WEDNESDAY, SATURDAY = date(2026, 5, 11), date(2026, 5, 13), date(2026, 5, 16)
MORNING = Window(time(9), time(12))
SHUT = ClosurePlan(kind=ClosureKind.CLOSED, first=WEDNESDAY, last=WEDNESDAY, window=MORNING, reason="庁舎の停電のため")
OPENED = ClosurePlan(kind=ClosureKind.EXTRA_OPEN, first=SATURDAY, last=SATURDAY, window=MORNING, reason="休日相談")
pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def three(clock) -> list[str]:
    """Three bookings of Wednesday morning, and one of the afternoon that is none of theirs."""
    bookings.book(clock, bookings.somebody(9, "2026-05-13T13:30"))
    slots = ("2026-05-13T09:00", "2026-05-13T10:00", "2026-05-13T11:00")
    return [bookings.book(clock, bookings.somebody(number, slot)).number for number, slot in enumerate(slots)]


def close(clock, plan: ClosurePlan = SHUT, *, tell: bool = True) -> ClosureSet | ClosureRefusal:
    return set_closures("kanagawa", plan, tell=tell, by=kato(), now=clock.now())


def test_a_closure_over_three_bookings_names_them_and_tells_each_once(clock, three) -> None:
    seen = preview_closure("kanagawa", SHUT, clock.now())
    assert [booking.number for booking in seen.booked] == three
    assert close(clock) == ClosureSet(days=1, told=3)
    told = [mail for mail in bookings.outbox() if mail.kind == NOTICE]
    assert [mail.booking_number for mail in told] == three
    assert all(bookings.row_of(number).holds_seat for number in three)
    assert recorded("desk.closed") == [{"day": "2026-05-13", "booked": 3, "told": 3}]


def test_days_without_end_are_refused_before_any_of_them_is_locked(clock) -> None:
    endless = replace(SHUT, last=date(2199, 12, 31))
    assert close(clock, endless) is ClosureRefusal.TOO_MANY_DAYS
    assert preview_closure("kanagawa", endless, clock.now()).ground is ClosureRefusal.TOO_MANY_DAYS
    assert not db.session.scalar(db.select(db.func.count()).select_from(OfficeDay))


def test_those_booked_can_be_left_to_the_desk_which_sees_them_outside(clock, three) -> None:
    assert close(clock, tell=False) == ClosureSet(days=1, told=0)
    assert NOTICE not in bookings.kinds()
    known = situation_of_days("kanagawa", TODAY, WEDNESDAY, WEDNESDAY)
    outside = outside_of(bookings_ahead("kanagawa", clock.now(), WEDNESDAY, WEDNESDAY), known)
    assert [each.booking.number for each in outside] == three
    assert {each.outside.why for each in outside} == {OutsideWhy.CLOSED_BY_OFFICE}


def test_a_closed_time_cannot_be_booked_and_after_it_is_taken_back_it_can(clock) -> None:
    close(clock)
    assert bookings.attempt(clock) == Refused(BookingRefusal.CLOSED)
    (entry,) = closure_entries("kanagawa", TODAY)
    assert isinstance(take_back_closure("kanagawa", entry.id, by=kato(), now=clock.now()), Closure)
    assert bookings.book(clock).starts_at == bookings.moment("2026-05-13T10:00")
    again = take_back_closure("kanagawa", entry.id, by=kato(), now=clock.now())
    assert again is ClosureRefusal.ALREADY_LIFTED


def test_a_closure_of_several_days_is_one_a_day(clock) -> None:
    plan = replace(SHUT, window=None, last=WEDNESDAY + timedelta(days=2))
    assert close(clock, plan) == ClosureSet(days=3, told=0)
    assert [entry.closure.day.day for entry in closure_entries("kanagawa", TODAY)] == [13, 14, 15]


@pytest.mark.rule("KNG-13")
def test_an_extra_opening_on_a_saturday_can_be_booked(clock) -> None:
    assert bookings.attempt(clock, bookings.application("2026-05-16T10:00")) == Refused(
        BookingRefusal.NO_SUCH_TIME
    ) or (bookings.attempt(clock, bookings.application("2026-05-16T10:00")) == Refused(BookingRefusal.CLOSED))
    seen = preview_closure("kanagawa", OPENED, clock.now())
    assert len(seen.times[0].appearing) == 3
    assert close(clock, OPENED) == ClosureSet(days=1, told=0)
    assert bookings.book(clock, bookings.application("2026-05-16T10:00")).starts_at.day == 16


@pytest.mark.parametrize(
    "plan, why",
    [
        (replace(SHUT, first=TODAY - timedelta(days=1)), ClosureRefusal.CLOSED_DAY_OVER),
        (replace(OPENED, window=Window(time(12), time(13))), ClosureRefusal.NO_TIME_OPENS),
        (replace(OPENED, window=None), ClosureRefusal.HOURS_NEEDED),
    ],
)
def test_what_is_refused_shuts_and_opens_nothing(clock, plan: ClosurePlan, why: ClosureRefusal) -> None:
    assert close(clock, plan) is why
    assert closure_entries("kanagawa", date(2026, 1, 1)) == ()


def test_the_courtesy_mail_is_neutral_and_says_what_happens_next(app, clock) -> None:
    booked = bookings.book(clock)
    close(clock)
    (mail,) = [mail for mail in bookings.outbox(booked.number) if mail.kind == NOTICE]
    body = (mail.body or "").replace(booked.number, "4X7K9PQ2MA")
    body = body.replace(enquiry_ticket(booked.number), "abcdefabcdefabcd")
    mails.check_text(app, mail.subject or "", body, number="4X7K9PQ2MA", personal=bookings.PERSONAL)
    mails.check_golden(NOTICE, f"Subject: {mail.subject}\n{body}")
    assert mail.not_after == booked.starts_at
    assert "停電" not in body
