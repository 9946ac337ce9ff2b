"""Number and password: what they open, for whom, and how long."""

import pytest

from app.booking.models.guards import GuestSession
from app.booking.queries.enquiry import lock_of
from app.booking.queries.guests import find_guest
from app.booking.terms.outcomes import NotOpened, Opened
from app.booking.usecases.enquiry import end_enquiry, open_enquiry
from app.booking.usecases.routines import post_reminders
from app.columns import installed_keys
from app.db import db
from app.kernel.numbers import folded_number
from app.kernel.sealing import derived_password
from app.notices.models import Outbox
from app.web.clock import real_now
from tests import bookings
from tests.factories import open_offices


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


def look_up(number: str, password: str, clock):
    return open_enquiry(number, password, now=clock.now(), real_now=real_now())


def held_by(token: str, clock):
    """The booking that a browser holds."""
    return find_guest(token, now=clock.now(), real_now=real_now())


def password_in(mail: Outbox) -> str:
    """The password that is put into a notice at sending."""
    ring = installed_keys().booking_password
    return derived_password(ring, mail.fill_key_id, mail.fill_booking, mail.fill_nonce)


@pytest.mark.rule("KNG-29")
def test_number_and_password_open_one_booking_for_one_browser(clock) -> None:
    number = bookings.book(clock).number
    other = bookings.book(clock, bookings.somebody(2, "2026-05-14T10:00")).number
    opened = look_up(number, bookings.password_of(number), clock)
    assert isinstance(opened, Opened)
    assert held_by(opened.token, clock) == (number, True)
    assert look_up(number, bookings.password_of(other), clock) == NotOpened()
    assert look_up(other, bookings.password_of(number), clock) == NotOpened()


@pytest.mark.rule("KNG-29")
def test_what_people_type_for_them_is_read_as_meant(clock) -> None:
    number = bookings.book(clock).number
    password = bookings.password_of(number)
    typed = f" {number[:5].lower()}-{number[5:].lower()}", f"{password[:4]} {password[4:8]}　{password[8:].lower()}"
    assert isinstance(look_up(*typed, clock), Opened)


@pytest.mark.rule("KNG-33", "KNG-34")
def test_the_password_sent_again_opens_the_booking_at_its_time(clock) -> None:
    number = bookings.book(clock).number
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    first, again = (mail for mail in bookings.outbox(number) if mail.kind in ("M-KNG-2", "M-KNG-5"))
    assert password_in(first) == password_in(again)
    clock.set("2026-05-13T10:00:00+09:00")
    assert isinstance(look_up(number, password_in(again), clock), Opened)


@pytest.mark.parametrize("now, opens", [("2026-05-14T23:59:59+09:00", True), ("2026-05-15T00:00:00+09:00", False)])
def test_the_password_ends_the_day_after(clock, now: str, opens: bool) -> None:
    number = bookings.book(clock).number
    clock.set(now)
    assert isinstance(look_up(number, bookings.password_of(number), clock), Opened) is opens


@pytest.mark.parametrize("now, holds", [("2026-05-14T23:59:59+09:00", True), ("2026-05-15T00:00:00+09:00", False)])
def test_a_browser_holds_it_no_longer_than_the_password_would_open_it(clock, now: str, holds: bool) -> None:
    number = bookings.book(clock).number
    clock.set("2026-05-14T23:50:00+09:00")
    opened = look_up(number, bookings.password_of(number), clock)
    assert isinstance(opened, Opened)
    clock.set(now)
    assert (held_by(opened.token, clock) is not None) is holds


@pytest.mark.parametrize("number", ["", "0000000000", "QQQQQQQQQQ", "\x00", "予約番号"])
def test_an_unknown_number_has_a_lock_that_nothing_opens(clock, number: str) -> None:
    lock = lock_of(folded_number(number))
    assert lock.booking_id is None
    assert look_up(number, lock.password, clock) == NotOpened()


def test_the_browser_is_forgotten_on_request(clock) -> None:
    number = bookings.book(clock).number
    opened = look_up(number, bookings.password_of(number), clock)
    assert isinstance(opened, Opened)
    end_enquiry(opened.token)
    assert held_by(opened.token, clock) is None


def test_the_cookie_is_not_in_the_table(clock) -> None:
    number = bookings.book(clock).number
    opened = look_up(number, bookings.password_of(number), clock)
    assert isinstance(opened, Opened)
    db.session.rollback()
    assert opened.token not in set(db.session.scalars(db.select(GuestSession.token)))
