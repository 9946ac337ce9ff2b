"""Refusing by content, refusing future use, lifting it; and what the public side makes of it (KNG-42, KNG-43)."""

import pytest

from app.booking.models.guards import Ban, BanKey
from app.booking.terms.application import BookingRefusal
from app.booking.terms.outcomes import Completed, Refused
from app.booking.terms.sessions import ActRefusal
from app.booking.usecases.routines import post_reminders, write_down_states
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases.refusals import lift_ban, refuse_booking, refuse_future_use
from app.kernel.roles import Identity, Role
from tests import bookings, mails, presses
from tests.factories import enlist, open_offices
from tests.presses import order

REASON = "労働問題の相談ではないため"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def number(clock) -> str:
    """Sato's booking of Wednesday 13 May, 10:00."""
    return bookings.book(clock).number


@pytest.fixture
def missed(clock, number) -> str:
    """The same, at 10:10 of its day; nobody came."""
    clock.set("2026-05-13T10:10:00+09:00")
    return number


def later(clock):
    """Sato applies again, for another day."""
    return bookings.attempt(clock, bookings.application("2026-05-20T10:00"))


@pytest.mark.rule("KNG-43")
def test_a_refusal_frees_the_seat_and_tells_the_person_without_the_reason(app, clock, suzuki, number) -> None:
    assert refuse_booking(order(number, clock, suzuki), REASON) == Done()
    assert (presses.facts(number)[:2], bookings.days_taken(number)) == (("refused", False), 0)
    notice = bookings.outbox(number)[-1]
    assert (notice.kind, notice.recipient) == ("M-KNG-7", "hanako.sato@example.jp")
    body = (notice.body or "").replace(number, "4X7K9PQ2MA")
    mails.check_text(app, notice.subject or "", body, number="4X7K9PQ2MA", personal=[*bookings.PERSONAL, REASON])
    mails.check_golden("M-KNG-7", f"Subject: {notice.subject}\n{body}")
    assert isinstance(bookings.attempt(clock, bookings.somebody(2)), Completed)


@pytest.mark.rule("KNG-43")
def test_a_refusal_needs_its_reason_and_is_done_once(clock, suzuki, number) -> None:
    assert refuse_booking(order(number, clock, suzuki), "") is ActRefusal.REASON_NEEDED
    refuse_booking(order(number, clock, suzuki), REASON)
    assert refuse_booking(order(number, clock, suzuki), REASON) is ActRefusal.RELEASED
    assert bookings.kinds(number).count("M-KNG-7") == 1
    clock.set("2026-05-12T09:00:00+09:00")
    assert post_reminders(clock.now()) == 0


@pytest.mark.rule("KNG-42")
def test_nothing_happens_to_the_next_application_by_itself(clock, suzuki, missed) -> None:
    write_down_states(clock.now())
    assert isinstance(later(clock), Completed)
    assert bookings.count(Ban) == 0


@pytest.mark.rule("KNG-42")
@pytest.mark.parametrize("written", [False, True], ids=["no worker", "written down"])
def test_a_ban_refuses_the_next_application_until_it_is_lifted(clock, suzuki, missed, written: bool) -> None:
    if written:
        write_down_states(clock.now())
    assert refuse_future_use(order(missed, clock, suzuki), "") is ActRefusal.REASON_NEEDED
    assert refuse_future_use(order(missed, clock, suzuki), "二度続けて連絡なし") == Done()
    made = db.session.scalars(db.select(Ban)).one()
    assert (made.ground, made.reason, made.set_by) == ("no_contact", "二度続けて連絡なし", suzuki.account_id)
    assert later(clock) == Refused(BookingRefusal.BANNED)
    assert bookings.kinds(missed)[-1] == "M-OWN-2"
    assert refuse_future_use(order(missed, clock, suzuki), "もう一度") is ActRefusal.ALREADY_BANNED
    assert lift_ban(order(missed, clock, suzuki)) == Done()
    assert isinstance(later(clock), Completed)
    assert (bookings.count(Ban), bookings.count(BanKey)) == (1, 3)
    assert lift_ban(order(missed, clock, suzuki)) is ActRefusal.NOT_NOW


@pytest.mark.rule("KNG-42")
def test_a_ban_knows_an_account_whatever_it_types(clock, suzuki) -> None:
    yamada = Identity(roles=frozenset({Role.SEEKER}), account_id=enlist("yamada")["yamada"])
    missed = bookings.book(clock, by=yamada).number
    clock.set("2026-05-13T10:10:00+09:00")
    refuse_future_use(order(missed, clock, suzuki), "二度続けて連絡なし")
    other = bookings.somebody(2, "2026-05-20T10:00")
    assert bookings.attempt(clock, other, by=yamada) == Refused(BookingRefusal.BANNED)
    assert isinstance(bookings.attempt(clock, other), Completed)


@pytest.mark.rule("KNG-42")
def test_a_booking_that_stands_leads_to_no_ban(clock, suzuki, number) -> None:
    assert refuse_future_use(order(number, clock, suzuki), "理由") is ActRefusal.NOT_NOW
    assert bookings.count(Ban) == 0
