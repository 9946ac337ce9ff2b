"""The mails of a booking, word for word beside their golden texts, and what each of them must state."""

import pytest

from app.booking.effects.mails import post_mails
from app.booking.models.bookings import Booking
from app.booking.queries.bookings import appointment_of
from app.booking.queries.guests import guest_identity
from app.booking.rules.mails import NO_FURTHER_USE
from app.booking.terms.changes import Occasion
from app.booking.usecases.routines import post_reminders
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from app.desk.usecases.meeting_info import tell_meeting_info
from app.desk.usecases.refusals import refuse_booking
from app.notices.models import Outbox
from app.notices.terms import PASSWORD_PLACE
from app.offices.queries import offices
from tests import bookings, mails, ways_in
from tests.factories import open_offices
from tests.presses import counselor, order

NUMBER = "4X7K9PQ2MA"
TICKET = "abcdefabcdefabcd"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def booked(clock):
    """Sato's booking."""
    return bookings.book(clock)


def check(app, mail: Outbox, number: str, golden: str | None = None) -> str:
    """The text of a mail as the golden file has it: number, ticket and password always the same."""
    from app.booking.queries.enquiry import enquiry_ticket

    body = (mail.body or "").replace(number, NUMBER).replace(enquiry_ticket(number), TICKET)
    body = body.replace(PASSWORD_PLACE, mails.SAMPLE_PASSWORD)
    mails.check_text(app, mail.subject or "", body, number=NUMBER, personal=bookings.PERSONAL)
    text = f"Subject: {mail.subject}\n{body}"
    mails.check_golden(golden or mail.kind, text)
    return text


@pytest.mark.rule("KNG-16", "KNG-27")
def test_the_completion_notice_guides_and_holds_no_password(app, booked) -> None:
    text = check(app, bookings.outbox(booked.number)[0], booked.number)
    for fact in (
        "予約完了通知",
        NUMBER,
        "2026年5月13日（水）",
        "10時00分から10時50分まで",
        "WebEx",
        "Webカメラはオフ",
        "Wi-Fi",
        "取り下げ",
        "別途",
        "045-633-6110",
        "/enquiry?ticket=",
    ):
        assert fact in text
    assert mails.SAMPLE_PASSWORD not in text


@pytest.mark.rule("KNG-28")
def test_the_password_notice_holds_the_password_and_no_number(app, booked) -> None:
    text = check(app, bookings.outbox(booked.number)[1], booked.number)
    assert "パスワード通知" in text
    assert mails.SAMPLE_PASSWORD in text
    assert NUMBER not in text


@pytest.mark.rule("KNG-32", "KNG-33")
def test_the_mails_of_the_day_before(app, booked, clock) -> None:
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    reminder, password = bookings.outbox(booked.number)[2:]
    assert "予約前通知" in check(app, reminder, booked.number)
    text = check(app, password, booked.number)
    assert "パスワード通知（再送）" in text
    assert NUMBER not in text


@pytest.mark.rule("KNG-39", "KNG-40")
@pytest.mark.parametrize("now, golden", [("2026-05-12T09:00", "M-KNG-6"), ("2026-05-13T09:00", "M-KNG-6-same-day")])
def test_the_notice_of_withdrawal(app, booked, clock, now: str, golden: str) -> None:
    clock.set(f"{now}:00+09:00")
    withdraw_booking(booked.number, guest_identity(booked.number), clock.now())
    text = check(app, bookings.outbox(booked.number)[-1], booked.number, golden)
    assert "予約取下げ通知" in text
    assert ("別途お電話でも" in text) is (golden != "M-KNG-6")


def test_the_notice_of_a_second_application(app, booked, clock) -> None:
    bookings.attempt(clock, bookings.application("2026-05-13T14:30", email="other@example.jp"))
    assert "14時30分" not in check(app, bookings.outbox(booked.number)[-1], booked.number)


def test_the_notice_of_an_application_that_is_not_taken_any_more(app, booked, clock) -> None:
    row = db.session.scalars(db.select(Booking)).one()
    policy = offices.policy_in_force("kanagawa", clock.now().date())
    occasion = Occasion(cause="refused", now=clock.now())
    post_mails((NO_FURTHER_USE,), appointment_of(row), offices.get_office("kanagawa"), policy, occasion)
    db.session.commit()
    check(app, bookings.outbox(booked.number)[-1], booked.number)


def everything_sent(booked, clock) -> list[Outbox]:
    """Every mail that a booking brings, from its completion to its withdrawal."""
    url = "https://ken.webex.com/meet/roudou"
    tell_meeting_info(order(booked.number, clock, counselor()), url)
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    withdraw_booking(booked.number, guest_identity(booked.number), clock.now())
    return bookings.outbox(booked.number)


def refusal(clock) -> Outbox:
    """The mail of a booking that the office refuses."""
    other = bookings.book(clock, bookings.somebody(2, "2026-05-15T10:00")).number
    refuse_booking(order(other, clock, counselor()), "相談の内容のため")
    return bookings.outbox(other)[-1]


@pytest.mark.rule("KNG-60")
def test_every_mail_says_whom_to_call_and_when(booked, clock) -> None:
    sent = [*everything_sent(booked, clock), refusal(clock)]
    assert [mail.kind for mail in sent] == [f"M-KNG-{number}" for number in range(1, 8)]
    days = "土曜・日曜・祝日・年末年始を除きます"
    for mail in sent:
        for fact in ("045-633-6110", "8時30分から12時00分まで", "13時00分から17時15分まで", days):
            assert fact in (mail.body or ""), mail.kind


@pytest.mark.rule("KNG-07")
@pytest.mark.parametrize("language", ["ja", "ja@easy", "en"])
def test_every_mail_of_a_booking_to_come_names_the_tool(clock, language: str) -> None:
    sent = everything_sent(bookings.book(clock, language=language), clock)
    naming = {mail.kind for mail in sent if "WebEx" in (mail.body or "")}
    assert naming == {"M-KNG-1", "M-KNG-3", "M-KNG-4"}


@pytest.mark.rule("KNG-16")
@pytest.mark.parametrize("language, words", [("ja", "50分間"), ("ja@easy", "50分間"), ("en", "50 minutes")])
def test_a_mail_tells_the_minutes_of_the_booking_whatever_the_office_has_set_since(clock, language, words) -> None:
    booked = bookings.book(clock, language=language)
    ways_in.set_for("kanagawa", session_minutes=45)
    clock.set("2026-05-12T09:00:00+09:00")
    post_reminders(clock.now())
    body = bookings.outbox(booked.number)[2].body or ""
    assert words in body
    assert words.replace("50", "45") not in body


@pytest.mark.rule("KNG-60")
@pytest.mark.parametrize(
    "language, words",
    [
        ("ja", "月曜・土曜・日曜・祝日・年末年始を除きます"),
        ("ja@easy", "月曜日・土曜日・日曜日・"),
        ("en", "except Mondays, Saturdays, Sundays, public"),
    ],
)
def test_a_mail_tells_the_weekdays_that_the_office_has_set_for_its_telephone(clock, language, words) -> None:
    ways_in.set_for("kanagawa", contact_weekdays=frozenset({1, 2, 3, 4}))
    assert words in (bookings.outbox(bookings.book(clock, language=language).number)[0].body or "")
