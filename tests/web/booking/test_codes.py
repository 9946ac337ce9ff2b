"""Opening a booking by a code mailed to its address: for its owner only, and neutral for everybody else."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.booking.models.guards import EnquiryCode
from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import purge_guest_sessions
from app.web.clock import real_now
from tests import bookings, desks, mails, ways_in
from tests.factories import address_of, open_offices, sign_in_as
from tests.page import Page

OFFICE = "miyakonojo"
NOBODYS = "0000000000"
CHANGING = re.compile(r'name="(?:csrf_token|token)"[^>]*>|"X-CSRFToken": "[^"]*"')


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()
    desks.open_miyakonojo()


@pytest.fixture
def number(app) -> str:
    """A booking that a browser of its own has made."""
    return ways_in.apply(Page(app), OFFICE)


def ask(page: Page, number: str, **more: str):
    """Ask for a code; the page that asks for it."""
    return page.submit(page.get("/enquiry/codes"), "#code-form form", status=200, number=number, **more)


def open_with(page: Page, asked, code: str, status: int = 303):
    """Type the code in."""
    return page.submit(asked, "#opening-form form", status=status, code=code)


def test_the_mailed_code_opens_the_booking_with_what_was_said(page, number: str) -> None:
    answer = open_with(page, ask(page, f" {number.lower()} "), ways_in.code_in_mail(number))
    assert answer.location.endswith(f"/bookings/{number}")
    shown = page.get(f"/bookings/{number}").find("main").get_text()
    for said in ("山本 一郎", "4201012345678", "080-1111-2222", "事務の仕事をさがしています。", "Zoom", "個室"):
        assert said in shown


def test_the_code_stands_in_a_mail_of_its_own_without_the_number(app, page, number: str) -> None:
    ask(page, number)
    mail = bookings.outbox(number)[-1]
    code = ways_in.code_in_mail(number)
    assert number not in (mail.subject or "") + (mail.body or "")
    assert mail.not_after is not None
    told = mail.body or ""
    mails.check_text(app, mail.subject or "", told.replace(code, "0" * 8), personal=desks.PERSONAL)
    mails.check_golden("M-OWN-4", f"Subject: {mail.subject}\n{told.replace(code, '12345678')}")


@pytest.mark.parametrize("kind", ["unknown", "with a password"])
def test_a_number_without_a_code_is_answered_like_one_with_one(page, clock, number: str, kind: str) -> None:
    other = NOBODYS if kind == "unknown" else bookings.book(clock).number
    before = len(bookings.outbox())
    known, strange = (CHANGING.sub("", ask(page, each).html) for each in (number, other))
    assert known == strange
    assert len(bookings.outbox()) == before + 1


def test_five_tries_are_all_a_code_gets(page, number: str) -> None:
    asked = ask(page, number)
    code = ways_in.code_in_mail(number)
    wrong = "00000000" if code != "00000000" else "11111111"
    for _ in range(5):
        assert "確認コードが違うか" in open_with(page, asked, wrong, status=422).text
    open_with(page, asked, code, status=422)


def test_a_code_is_used_once_and_by_the_browser_that_asked_only(page, number: str) -> None:
    asked = ask(page, number)
    code = ways_in.code_in_mail(number)
    stranger = Page(page.app)
    open_with(stranger, ask(stranger, number), code, status=422)
    open_with(page, asked, code)
    open_with(page, asked, code, status=422)


def test_a_code_that_went_to_a_wrong_address_opens_nothing_once_it_is_replaced(app, page, clock, number: str) -> None:
    asked = ask(page, number)
    code = ways_in.code_in_mail(number)
    desks.act(desks.at_desk(app, "ito"), OFFICE, number, "address", email="right@example.jp")
    open_with(page, asked, code, status=422)
    assert bookings.count(EnquiryCode) == 0
    assert [mail.recipient for mail in bookings.outbox(number) if mail.state == "waiting"] == ["right@example.jp"]
    open_with(page, ask(page, number), ways_in.code_in_mail(number))


@pytest.mark.parametrize("minutes, status", [(9, 303), (10, 422)])
def test_a_code_lives_ten_minutes(page, number: str, minutes: int, status: int) -> None:
    asked = ask(page, number)
    code = ways_in.code_in_mail(number)
    with time_machine.travel(real_now() + timedelta(minutes=minutes, seconds=1), tick=False):
        open_with(page, asked, code, status=status)


def test_a_number_gets_five_mails_a_day_and_its_owner_five_more(page, clock, number: str) -> None:
    from app.booking.queries.enquiry import enquiry_ticket

    for _ in range(7):
        ask(Page(page.app), number)
    assert bookings.kinds(number).count("M-OWN-4") == 5
    ask(page, number, ticket=enquiry_ticket(number))
    assert bookings.kinds(number).count("M-OWN-4") == 6


def test_past_codes_are_forgotten(page, number: str) -> None:
    ask(page, number)
    assert bookings.count(EnquiryCode) == 1
    purge_guest_sessions(real_now() + timedelta(minutes=11))
    assert bookings.count(EnquiryCode) == 0


def test_an_account_opens_its_own_bookings_and_no_others(page, number: str) -> None:
    sign_in_as(page, "yamada")
    page.get(f"/bookings/{number}", status=404)
    own = ways_in.apply(page, OFFICE, "2026-05-14T10:00")
    page.client.delete_cookie("guest")
    other = Page(page.app)
    sign_in_as(other, "yamada")
    assert "山本 一郎" in other.get(f"/bookings/{own}").text
    sign_in_as(other, "maruyama")
    other.get(f"/bookings/{own}", status=404)


@pytest.mark.rule("MYK-21")
def test_who_is_signed_in_finds_the_registered_values_in_the_form(page) -> None:
    sign_in_as(page, "yamada")
    fields = page.get(f"/offices/{OFFICE}/bookings/new?slot={ways_in.SLOT}").fields("main form[action$=confirmation]")
    assert (fields["name"], fields["phone"], fields["registration"]) == ("山田 花子", "090-0000-0001", "online")
    assert (fields["seeker_number"], fields["email"]) == ("4201000000001", address_of("yamada"))


@pytest.mark.rule("KNG-29")
def test_an_account_is_no_way_round_a_password(page, clock) -> None:
    account = sign_in_as(page, "yamada")
    from app.kernel.roles import Identity, Role

    by = Identity(roles=frozenset({Role.SEEKER}), account_id=account)
    booked = bookings.book(clock, by=by)
    page.get(f"/bookings/{booked.number}", status=404)


@pytest.mark.rule("KRS-13", "KRS-27")
def test_our_own_way_in_opens_at_the_booked_time(page, clock) -> None:
    office, url = "kurashiki_wakamono", desks.URLS["kurashiki_wakamono"]
    honda = desks.at_desk(page.app, "honda")
    number = desks.take_down(honda, office, "2026-05-13T10:00")
    desks.act(honda, office, number, "meeting-info", url=url)
    assert ways_in.where(number)[0] == "requested"
    clock.advance(minutes=2)
    ways_in.deliver(number, clock)
    assert confirm_by_delivery(clock.now() + timedelta(hours=1)) == 1
    assert bookings.row_of(number).confirmed_at == clock.now()
    open_with(page, ask(page, number), ways_in.code_in_mail(number))
    clock.set("2026-05-13T09:59:59+09:00")
    assert url not in page.get(f"/bookings/{number}").html
    assert "10時00分からです" in page.get(f"/bookings/{number}/entry", status=409).text
    clock.set("2026-05-13T10:00:00+09:00")
    assert page.get(f"/bookings/{number}").all(f"a[href='/bookings/{number}/entry']")
    assert page.get(f"/bookings/{number}/entry", status=303).headers["Location"] == url
