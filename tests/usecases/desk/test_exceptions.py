"""Bookings that a change left outside, one by one: kept with a reason or called off, once, by whoever was first."""

import json
from datetime import date

import pytest

from app.audit.models import AuditEvent
from app.booking.effects.calling_off import REASON
from app.booking.models.bookings import Booking, BookingStateRow
from app.booking.models.guards import PersonDay
from app.booking.queries.bookings import withdrawal_of
from app.booking.rules.state import is_called_off
from app.booking.terms.bookings import ToldBy
from app.booking.terms.sessions import ActRefusal
from app.db import db
from app.desk.models.exceptions import KeptOutside
from app.desk.terms.acts import Done
from app.desk.usecases.callers import withdraw_by_call
from app.desk.usecases.exceptions import call_booking_off, keep_as_exception
from app.kernel.hours import Window
from app.notices.models import Outbox
from app.offices.effects.closures import add_closure, lift_closure
from app.offices.models.offices import ClosureRow
from app.offices.terms import Closure, ClosureKind
from tests import bookings, mails, presses
from tests.factories import open_offices
from tests.presses import order
from tests.together import together

WHY = "電話で約束済みのため"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def number(clock) -> str:
    """Sato's booking, over which the office has shut since."""
    booked = bookings.book(clock)
    shut(clock, "庁舎の停電")
    return booked.number


@db.write
def shut(clock, reason: str, window: Window | None = None) -> None:
    """The office shuts on 13 May."""
    closure = Closure(
        office_id="kanagawa", day=date(2026, 5, 13), kind=ClosureKind.CLOSED, window=window, reason=reason
    )
    add_closure(closure, by="account:1", now=clock.now())


@db.write
def open_again(clock) -> None:
    """Every closure is taken back."""
    for closure_id in db.session.scalars(db.select(ClosureRow.id).where(ClosureRow.lifted_at.is_(None))).all():
        lift_closure(closure_id, by="account:1", now=clock.now())


def recorded(act: str) -> list[dict[str, object]]:
    """The details of an act on record."""
    db.session.rollback()
    return [
        json.loads(detail) for detail in db.session.scalars(db.select(AuditEvent.detail).where(AuditEvent.act == act))
    ]


def test_kept_it_stays_as_it_was_with_who_when_and_why(clock, suzuki, number) -> None:
    before = bookings.kinds(number)
    assert keep_as_exception(order(number, clock, suzuki), WHY) == Done()
    row = db.session.scalars(db.select(KeptOutside)).one()
    assert (row.why, row.words, row.reason) == ("closed_by_office", "庁舎の停電", WHY)
    assert (row.kept_by, row.kept_at) == (suzuki.account_id, clock.now())
    assert presses.facts(number)[:2] == ("confirmed", True)
    assert bookings.kinds(number) == before
    assert recorded("desk.exception") == [{"why": "closed_by_office"}]


def test_without_a_reason_nothing_is_kept(clock, suzuki, number) -> None:
    assert keep_as_exception(order(number, clock, suzuki), "") is ActRefusal.REASON_NEEDED
    assert bookings.count(KeptOutside) == 0


def test_decided_once_and_anew_for_another_ground(clock, suzuki, number) -> None:
    keep_as_exception(order(number, clock, suzuki), WHY)
    assert keep_as_exception(order(number, clock, suzuki), WHY) is ActRefusal.ALREADY_KEPT
    open_again(clock)
    assert keep_as_exception(order(number, clock, suzuki), WHY) is ActRefusal.NOT_OUTSIDE
    shut(clock, "研修")
    assert keep_as_exception(order(number, clock, suzuki), WHY) == Done()
    assert bookings.count(KeptOutside) == 2


def test_called_off_seat_and_day_are_free_and_the_person_is_told(app, clock, suzuki, number) -> None:
    assert call_booking_off(order(number, clock, suzuki)) == Done()
    assert presses.facts(number)[:2] == ("cancelled", False)
    assert presses.history(number) == [("confirmed", "cancelled", "staff")]
    assert bookings.count(PersonDay) == 0
    mail = bookings.outbox(number)[-1]
    assert mail.kind == "M-OWN-6"
    mails.golden_of(app, mail, number, "4X7K9PQ2MA", bookings.PERSONAL)
    assert recorded("desk.calling_off") == [{}]
    assert db.session.scalars(db.select(BookingStateRow.reason)).one() == REASON
    assert is_called_off(withdrawal_of(bookings.row_of(number).id))


def test_a_call_from_the_person_is_not_taken_for_the_office_s_own_act(clock, suzuki, number) -> None:
    withdraw_by_call(order(number, clock, suzuki))
    assert not is_called_off(withdrawal_of(bookings.row_of(number).id))


@pytest.mark.parametrize("told_by, channel", [(ToldBy.MYPAGE, "mypage"), (ToldBy.MAIL, "mail")])
def test_who_is_told_on_their_page_is_told_there(clock, suzuki, number, told_by, channel) -> None:
    row = bookings.row_of(number)
    row.told_by, row.account_id = told_by, suzuki.account_id
    db.session.commit()
    call_booking_off(order(number, clock, suzuki))
    db.session.rollback()
    posted = db.session.scalars(db.select(Outbox).where(Outbox.kind == "M-OWN-6")).one()
    assert posted.channel == channel


@pytest.mark.rule("NGS-25")
def test_nobody_is_mailed_who_is_told_by_telephone(clock, suzuki, number) -> None:
    bookings.row_of(number).told_by = ToldBy.TELEPHONE
    db.session.commit()
    assert call_booking_off(order(number, clock, suzuki)) == Done()
    assert "M-OWN-6" not in bookings.kinds(number)


def test_a_booking_that_fits_is_neither_kept_nor_called_off(clock, suzuki) -> None:
    booked = bookings.book(clock).number
    assert keep_as_exception(order(booked, clock, suzuki), WHY) is ActRefusal.NOT_OUTSIDE
    assert call_booking_off(order(booked, clock, suzuki)) is ActRefusal.NOT_OUTSIDE
    assert presses.facts(booked) == ("confirmed", True, 0)


def test_from_the_booked_time_on_it_is_too_late(clock, suzuki, number) -> None:
    clock.set("2026-05-13T10:00:00+09:00")
    assert call_booking_off(order(number, clock, suzuki)) is ActRefusal.NOT_NOW
    assert keep_as_exception(order(number, clock, suzuki), WHY) is ActRefusal.NOT_NOW


def test_a_list_from_before_a_colleague_s_decision_changes_nothing(clock, suzuki, number) -> None:
    stale = order(number, clock, presses.counselor("kato"))
    keep_as_exception(order(number, clock, suzuki), WHY)
    assert call_booking_off(stale) is ActRefusal.CHANGED_MEANWHILE
    assert presses.facts(number)[0] == "confirmed"
    call_booking_off(order(number, clock, suzuki))
    assert keep_as_exception(order(number, clock, suzuki), WHY) is ActRefusal.RELEASED


def test_of_two_at_once_one_decides(app, clock, suzuki, number) -> None:
    first, second = order(number, clock, suzuki), order(number, clock, presses.counselor("kato"))
    answers = together(app, lambda: keep_as_exception(first, WHY), lambda: call_booking_off(second))
    assert answers.count(Done()) == 1
    assert {answer for answer in answers if answer != Done()} <= {ActRefusal.CHANGED_MEANWHILE, ActRefusal.RELEASED}
    kept, state = bookings.count(KeptOutside), presses.facts(number)[0]
    assert (kept, state) in {(1, "confirmed"), (0, "cancelled")}


def test_who_does_not_belong_to_the_office_changes_nothing(clock, number) -> None:
    tanaka = presses.counselor("tanaka", "nagasaki_main")
    answer = call_booking_off(order(number, clock, tanaka))
    assert answer is ActRefusal.GRANT_ENDED
    elsewhere = order(number, clock, tanaka, office="nagasaki_main")
    assert call_booking_off(elsewhere) is ActRefusal.NO_SUCH_BOOKING
    assert (bookings.count(Booking), presses.facts(number)[0]) == (1, "confirmed")
