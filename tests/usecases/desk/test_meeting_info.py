"""情報通知: what stands in 伝達事項, which mails tell of it, and what is refused (KNG-30, KNG-31)."""

import pytest

from app.booking.models.bookings import StaffMessage
from app.booking.queries.bookings import message_of
from app.booking.queries.enquiry import enquiry_ticket
from app.booking.queries.guests import guest_identity
from app.booking.terms.sessions import ActRefusal
from app.booking.usecases.withdrawal import withdraw_booking
from app.desk.terms.acts import Done
from app.desk.usecases.meeting_info import tell_meeting_info
from app.desk.usecases.refusals import refuse_booking
from tests import bookings, mails, presses
from tests.factories import open_offices
from tests.presses import URL, order


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def number(clock) -> str:
    """Sato's booking of Wednesday 13 May, 10:00."""
    return bookings.book(clock).number


def states(number: str) -> list[str]:
    """What became of each notice of the way in."""
    return [mail.state for mail in bookings.outbox(number) if mail.kind == "M-KNG-3"]


@pytest.mark.rule("KNG-30", "KNG-31")
def test_the_notice_names_the_enquiry_and_never_the_url(app, clock, suzuki, number) -> None:
    assert tell_meeting_info(order(number, clock, suzuki), f" {URL}\n", "会議番号 2530") == Done()
    assert message_of(bookings.row_of(number).id) == f"{URL}\n\n会議番号 2530"
    notice = bookings.outbox(number)[-1]
    assert (notice.kind, notice.recipient) == ("M-KNG-3", "hanako.sato@example.jp")
    body = (notice.body or "").replace(number, "4X7K9PQ2MA").replace(enquiry_ticket(number), "abcdefabcdefabcd")
    mails.check_text(app, notice.subject or "", body, number="4X7K9PQ2MA", personal=[*bookings.PERSONAL, URL, "2530"])
    mails.check_golden("M-KNG-3", f"Subject: {notice.subject}\n{body}")
    assert "/enquiry?ticket=" in body


@pytest.mark.rule("KNG-31")
def test_one_notice_for_each_content(clock, suzuki, number) -> None:
    tell_meeting_info(order(number, clock, suzuki), URL)
    again = tell_meeting_info(order(number, clock, suzuki), f"{URL} ")
    assert (again, states(number)) == (ActRefusal.MESSAGE_UNCHANGED, ["waiting"])
    assert tell_meeting_info(order(number, clock, suzuki), f"{URL}2") == Done()
    assert states(number) == ["void", "waiting"]
    assert tell_meeting_info(order(number, clock, suzuki), URL) == Done()
    assert states(number) == ["void", "void", "waiting"]


@pytest.mark.rule("KNG-31")
@pytest.mark.parametrize("typed, refused", [("", "url_empty"), ("https://zoom.us/j/1", "url_elsewhere")])
def test_what_is_no_address_of_the_tool_changes_nothing(clock, suzuki, number, typed: str, refused: str) -> None:
    before = presses.facts(number)
    assert tell_meeting_info(order(number, clock, suzuki), typed) == ActRefusal(refused)
    assert (bookings.count(StaffMessage), states(number), presses.facts(number)) == (0, [], before)


@pytest.mark.rule("KNG-31")
def test_two_open_bookings_never_share_an_address(clock, suzuki, number) -> None:
    other = bookings.book(clock, bookings.somebody(2, "2026-05-14T10:00")).number
    tell_meeting_info(order(number, clock, suzuki), URL)
    assert tell_meeting_info(order(other, clock, suzuki), URL) == ActRefusal.URL_IN_USE
    withdraw_booking(number, guest_identity(number), clock.now())
    assert tell_meeting_info(order(other, clock, suzuki), URL) == Done()


def test_a_booking_that_was_given_back_takes_no_message(clock, suzuki, number) -> None:
    withdraw_booking(number, guest_identity(number), clock.now())
    assert tell_meeting_info(order(number, clock, suzuki), URL) == ActRefusal.RELEASED


def test_a_notice_that_has_not_gone_out_is_taken_back_with_the_booking(clock, suzuki, number) -> None:
    tell_meeting_info(order(number, clock, suzuki), URL)
    refuse_booking(order(number, clock, suzuki), "別の窓口の内容のため")
    assert states(number) == ["void"]
