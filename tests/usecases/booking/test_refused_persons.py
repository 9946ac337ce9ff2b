"""Refusals that concern a person: one sentence on the page, the truth only in the mailbox (SECURITY R2, T2)."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.models.guards import Ban, BanKey
from app.booking.queries.facts import index_of
from app.booking.rules.person import person_keys
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Refused
from app.db import db
from app.web.limiter import Exceeded
from tests import bookings
from tests.factories import enlist, open_offices


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def ban(booked, clock) -> Ban:
    """A ban that staff made from a booking."""
    made = Ban(office_id="kanagawa", booking_id=booked.id, ground="no_contact", reason="連絡なし", since=clock.now())
    made.set_by = enlist("suzuki")["suzuki"]
    db.session.add(made)
    db.session.flush()
    keys = person_keys(email=booked.email, phone=booked.phone, name_kana=booked.name_kana)
    db.session.add_all(BanKey(ban_id=made.id, key=index_of(key)) for key in keys)
    db.session.commit()
    return made


def test_the_truth_goes_to_the_address_of_the_existing_booking(clock) -> None:
    booked = bookings.book(clock)
    other = bookings.application("2026-05-13T14:30", email="employer@example.com")
    assert bookings.attempt(clock, other) == Refused(BookingRefusal.SECOND_THAT_DAY)
    notice = bookings.outbox()[-1]
    assert (notice.kind, notice.recipient) == ("M-OWN-1", booked.email)
    assert "employer@example.com" not in {mail.recipient for mail in bookings.outbox()}
    assert booked.number in (notice.body or "")


def test_the_mailbox_is_told_once_a_day(clock) -> None:
    bookings.book(clock)
    for slot in ("2026-05-13T13:30", "2026-05-13T14:30"):
        bookings.attempt(clock, bookings.application(slot))
    assert bookings.kinds().count("M-OWN-1") == 1


def test_two_bookings_that_look_like_the_person_are_both_told(clock) -> None:
    by_mail = bookings.book(clock, bookings.application("2026-05-13T09:00", phone="+818011112222"))
    by_phone = bookings.book(clock, bookings.application("2026-05-13T11:00", email="second@example.jp"))
    bookings.attempt(clock, bookings.application("2026-05-13T14:30"))
    told = {mail.booking_number for mail in bookings.outbox() if mail.kind == "M-OWN-1"}
    assert told == {by_mail.number, by_phone.number}


@pytest.mark.rule("KNG-42")
def test_who_may_not_use_the_service_any_more_is_refused_until_it_is_lifted(clock) -> None:
    booked = bookings.book(clock)
    made = ban(booked, clock)
    later = bookings.application("2026-05-20T10:00")
    assert bookings.attempt(clock, later) == Refused(BookingRefusal.BANNED)
    notice = bookings.outbox()[-1]
    assert (notice.kind, notice.recipient) == ("M-OWN-2", booked.email)
    made.lifted_at = clock.now()
    db.session.commit()
    assert not isinstance(bookings.attempt(clock, later), Refused)


@pytest.mark.rule("KNG-42")
def test_nobody_is_told_of_a_refusal_of_future_use_with_the_number_of_another_booking(clock) -> None:
    missed = bookings.book(clock)
    live = bookings.book(clock, bookings.application("2026-05-15T10:00"))
    ban(missed, clock)
    second = bookings.application("2026-05-15T14:30")
    assert bookings.attempt(clock, second) == Refused(BookingRefusal.BANNED)
    told = [mail for mail in bookings.outbox() if mail.kind == "M-OWN-2"]
    assert [mail.booking_number for mail in told] == [missed.number]
    assert live.number not in (told[0].body or "")


def test_the_fourth_refusal_of_a_network_and_day_is_too_many(clock) -> None:
    bookings.book(clock)
    slots = ("2026-05-13T09:00", "2026-05-13T11:00", "2026-05-13T13:30", "2026-05-13T14:30")
    outcomes = [bookings.attempt(clock, bookings.application(slot), network="198.51.100.7") for slot in slots]
    assert outcomes[:3] == [Refused(BookingRefusal.SECOND_THAT_DAY)] * 3
    assert isinstance(outcomes[3], Exceeded)
    again = bookings.attempt(clock, bookings.application("2026-05-13T09:00"), network="203.0.113.9")
    assert again == Refused(BookingRefusal.SECOND_THAT_DAY)


def test_a_refused_person_holds_nothing(clock) -> None:
    bookings.book(clock)
    bookings.attempt(clock, bookings.application("2026-05-13T14:30"))
    assert bookings.count(Booking) == 1
    assert bookings.kinds() == ["M-KNG-1", "M-KNG-2", "M-OWN-1"]


def test_the_mailbox_is_told_of_the_try_that_was_one_too_many(clock) -> None:
    bookings.book(clock)
    for slot in ("2026-05-13T09:00", "2026-05-13T11:00", "2026-05-13T13:30"):
        bookings.attempt(clock, bookings.application(slot), network="198.51.100.7")
    clock.set("2026-05-11T20:00:00+09:00")
    victim = bookings.book(clock, bookings.somebody(2, "2026-05-14T10:00"), network="203.0.113.9")
    asked = bookings.somebody(2, "2026-05-14T11:00")
    assert isinstance(bookings.attempt(clock, asked, network="198.51.100.7"), Exceeded)
    assert bookings.kinds(victim.number) == ["M-KNG-1", "M-KNG-2", "M-OWN-1"]


def test_a_network_without_refusals_left_learns_nothing_more(clock) -> None:
    """Otherwise 「しばらくお待ちください」 against a booked page would tell who has a booking (SECURITY T2)."""
    bookings.book(clock)
    for slot in ("2026-05-13T09:00", "2026-05-13T11:00", "2026-05-13T13:30"):
        bookings.attempt(clock, bookings.application(slot), network="198.51.100.7")
    slot = "2026-05-13T14:30"
    known = bookings.attempt(clock, bookings.application(slot), network="198.51.100.7")
    unknown = bookings.attempt(clock, bookings.somebody(9, slot), network="198.51.100.7")
    assert isinstance(known, Exceeded)
    assert unknown == known
    assert bookings.count(Booking) == 1
