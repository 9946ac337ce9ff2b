"""A booking in the browser that holds it: looking, withdrawing, taking the calendar file, ending."""

import pytest
from icalendar import Calendar

from app.booking.models.bookings import Booking, StaffMessage
from app.booking.queries.guests import guest_identity
from app.booking.usecases.withdrawal import withdraw_booking
from app.db import db
from tests import bookings
from tests.factories import enlist, open_offices
from tests.page import Page

URL = "https://meet.example/room-1"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def booked(clock):
    """Sato's booking."""
    return bookings.book(clock)


@pytest.fixture
def holder(app, booked):
    """A browser that gave number and password."""
    return opened(Page(app), booked.number)


def opened(page, number: str):
    form = page.get("/enquiry")
    page.submit(form, status=303, number=number, password=bookings.password_of(number))
    return page


def message(number: str, clock, text: str = f"次のURLから。\n{URL}") -> None:
    """What staff entered for the applicant."""
    staff = enlist("suzuki")["suzuki"]
    row = bookings.row_of(number)
    db.session.add(StaffMessage(booking_id=row.id, text=text, entered_at=clock.now(), entered_by=staff))
    db.session.commit()


@pytest.mark.rule("KNG-29")
def test_a_wrong_password_and_a_wrong_number_are_the_same_bytes(app, booked) -> None:
    answers = []
    for typed in ((booked.number, "AAAABBBBCCCC"), ("4X7K9PQ2M0", bookings.password_of(booked.number))):
        page = Page(app)
        answer = page.submit(page.get("/enquiry"), status=422, number=typed[0], password=typed[1])
        answers.append(answer.find("main").decode().replace(typed[0], ""))
    first, second = ("".join(part for part in answer.split("csrf_token")[0:1]) for answer in answers)
    assert first == second


@pytest.mark.rule("KNG-29", "KNG-31")
def test_the_message_is_shown_with_the_password_and_only_then(app, holder, booked, clock) -> None:
    path = f"/bookings/{booked.number}"
    assert "未登録" in holder.get(path).find("#message").get_text()
    message(booked.number, clock)
    shown = holder.get(path)
    assert shown.find(f'#message a[href="{URL}"]')
    assert URL not in Page(app).get(path, status=404).html


@pytest.mark.rule("KNG-31", "KNG-30")
def test_a_day_that_is_over_is_not_promised_for_the_url(app, booked, clock) -> None:
    clock.set("2026-05-12T23:59:59+09:00")
    before = opened(Page(app), booked.number).get(f"/bookings/{booked.number}").find("#message").get_text()
    assert "2026年5月12日（火）までにここへ載せ、メールでお知らせします" in before
    clock.set("2026-05-13T09:30:00+09:00")
    late = opened(Page(app), booked.number).get(f"/bookings/{booked.number}").find("#message").get_text()
    assert "までに" not in late
    assert "まだここに載っていません。お電話でお確かめください。" in late
    assert "045-633-6110" in late


@pytest.mark.rule("NGS-25", "MYK-23")
@pytest.mark.parametrize(
    "told_by, words", [("telephone", "入り方は、お電話でお知らせします"), ("mypage", "マイページでお知らせします")]
)
def test_who_is_not_told_by_mail_is_promised_none(app, booked, clock, told_by: str, words: str) -> None:
    db.session.execute(db.update(Booking).values(told_by=told_by))
    db.session.commit()
    message = opened(Page(app), booked.number).get(f"/bookings/{booked.number}").find("#message").get_text()
    assert words in message
    assert "メール" not in message


@pytest.mark.rule("KNG-44")
def test_the_url_is_on_no_page_reached_without_the_password(page, clock) -> None:
    form = page.get("/offices/kanagawa/bookings/new?slot=2026-05-13T10:00")
    done = page.submit(page.submit(form, **bookings.SATO), "form[action$=bookings]")
    number = done.find("#booking-number").get_text()
    message(number, clock, text=URL)
    clock.set("2026-05-13T10:00:00+09:00")
    for path in ("", "/withdrawal", "/calendar.ics", "/entry"):
        answer = page.client.get(f"/bookings/{number}{path}")
        assert URL not in f"{answer.headers}{answer.get_data(as_text=True)}"
    assert opened(page, number).client.get(f"/bookings/{number}/entry").location == URL


@pytest.mark.rule("KNG-44", "KNG-49")
def test_beside_the_url_stands_what_must_not_be_done_with_it(holder, booked, clock) -> None:
    message(booked.number, clock)
    words = holder.get(f"/bookings/{booked.number}").find("#message").get_text()
    assert "撮影（スクリーンショットを含む）・録音・録画は禁止です" in words
    assert "ほかの人に使わせたり、貸したり、譲ったりしないでください" in words


@pytest.mark.rule("KNG-07", "KNG-16", "KNG-22")
def test_the_page_tells_what_was_applied_for(holder, booked) -> None:
    text = holder.get(f"/bookings/{booked.number}").text
    for words in (
        "WebEx",
        "10時00分から10時50分まで",
        "佐藤 花子",
        "神奈川県川崎市",
        "東京都",
        "ハラスメント",
        "予約完了",
    ):
        assert words in text


@pytest.mark.rule("KNG-34")
def test_at_the_booked_time_the_same_way_leads_to_the_url(app, booked, clock) -> None:
    message(booked.number, clock)
    clock.set("2026-05-13T10:00:00+09:00")
    page = opened(Page(app), booked.number)
    assert page.get(f"/bookings/{booked.number}").find(f'a[href="{URL}"]')


@pytest.mark.parametrize("path", ["", "/withdrawal", "/calendar.ics"])
def test_anothers_booking_is_missing_byte_for_byte(app, holder, clock, path: str) -> None:
    other = bookings.book(clock, bookings.somebody(2, "2026-05-14T10:00")).number
    answers = {holder.client.get(f"/bookings/{number}{path}").get_data() for number in (other, "0000000000", "nobody")}
    stranger = {Page(app).client.get(f"/bookings/{number}{path}").get_data() for number in (other, "0000000000")}
    assert len(answers | stranger) == 1
    assert Page(app).client.get(f"/bookings/{other}{path}").status_code == 404


def test_another_cannot_withdraw_it(app, holder, clock) -> None:
    other = bookings.book(clock, bookings.somebody(2, "2026-05-14T10:00")).number
    holder.post(f"/bookings/{other}/withdrawal", status=404)
    Page(app).post(f"/bookings/{other}/withdrawal", status=404)
    assert bookings.row_of(other).state == "confirmed"


@pytest.mark.rule("KNG-38", "KNG-40")
@pytest.mark.parametrize("now, asked", [("2026-05-12T12:00", False), ("2026-05-13T09:59", True)])
def test_the_holder_withdraws(holder, booked, clock, now: str, asked: bool) -> None:
    clock.set(f"{now}:00+09:00")
    form = holder.get(f"/bookings/{booked.number}/withdrawal")
    assert ("別途電話での連絡" in form.text) is asked
    after = holder.follow(holder.submit(form, "form[action$=withdrawal]", status=303))
    assert after.text.count("予約を取り下げました") == 1
    assert "/offices/kanagawa/slots" in {link["href"] for link in after.all("#keeping a")}
    assert "カレンダーの予定を消す" in after.text
    assert "カレンダーに入れる" not in after.text
    assert ("別途電話での連絡" in after.text) is asked
    assert ("045-633-6110" in after.find("#withdrawn").get_text()) is asked
    assert holder.submit(form, "form[action$=withdrawal]", status=303).location == f"/bookings/{booked.number}"
    assert bookings.kinds(booked.number).count("M-KNG-6") == 1


@pytest.mark.rule("KNG-40")
@pytest.mark.parametrize(
    "withdrawn, seen, asked",
    [
        ("2026-05-12T23:59", "2026-05-13T08:00", False),
        ("2026-05-13T00:00", "2026-05-13T23:00", True),
        ("2026-05-13T09:59", "2026-05-14T08:00", True),
    ],
)
def test_whether_a_call_is_asked_for_is_settled_by_the_withdrawal_whenever_it_is_read(
    app, booked, clock, withdrawn: str, seen: str, asked: bool
) -> None:
    clock.set(f"{withdrawn}:00+09:00")
    withdraw_booking(booked.number, guest_identity(booked.number), clock.now())
    clock.set(f"{seen}:00+09:00")
    page = opened(Page(app), booked.number).get(f"/bookings/{booked.number}")
    assert ("別途電話での連絡" in page.find("#withdrawn").get_text()) is asked


@pytest.mark.rule("KNG-38")
def test_at_the_booked_time_the_withdrawal_is_refused(holder, booked, clock) -> None:
    clock.set("2026-05-13T09:59:59+09:00")
    form = holder.get(f"/bookings/{booked.number}/withdrawal")
    clock.advance(seconds=1)
    refused = holder.submit(form, "form[action$=withdrawal]", status=409)
    assert "予約の時刻を過ぎたため、取り下げることができませんでした。" in refused.text
    assert bookings.row_of(booked.number).state == "confirmed"


def test_the_calendar_file_tells_the_time_and_nothing_else(holder, booked, clock) -> None:
    path = f"/bookings/{booked.number}/calendar.ics"
    answer = holder.client.get(path)
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.get_data())
    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"]) == (
        "PUBLISH",
        booked.number,
        0,
        "CONFIRMED",
    )
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (booked.starts_at, booked.ends_at)
    text = answer.get_data(as_text=True)
    assert not [word for word in ("http", "労働", "ハラスメント", "佐藤", "相談") if word in text]
    holder.submit(holder.get(f"/bookings/{booked.number}/withdrawal"), "form[action$=withdrawal]")
    withdrawn = Calendar.from_ical(holder.client.get(path).get_data()).walk("VEVENT")[0]
    assert (withdrawn["SEQUENCE"], withdrawn["STATUS"]) == (1, "CANCELLED")


def test_ending_takes_everything_from_the_device(holder, booked) -> None:
    ended = holder.submit(holder.get(f"/bookings/{booked.number}"), "#end", status=200)
    assert ended.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    holder.get(f"/bookings/{booked.number}", status=404)


def test_guessing_ends_after_five_tries_but_not_for_the_owners_link(app, booked, clock) -> None:
    from app.booking.queries.enquiry import enquiry_ticket

    stranger = Page(app)
    form = stranger.get("/enquiry")
    statuses = [
        stranger.submit(form, status=422 if nth < 5 else 429, number=booked.number, password="AAAABBBBCCCC").status
        for nth in range(6)
    ]
    assert statuses == [422] * 5 + [429]
    right = bookings.password_of(booked.number)
    assert stranger.submit(form, status=429, number=booked.number, password=right).status == 429
    owner = Page(app)
    linked = owner.get("/enquiry", query_string={"ticket": enquiry_ticket(booked.number)})
    assert owner.submit(linked, status=303, number=booked.number, password=right).location
    clock.advance(minutes=15)
    assert opened(stranger, booked.number)


def test_a_right_password_is_no_failed_try(app, booked) -> None:
    page = Page(app)
    for _ in range(7):
        opened(page, booked.number)


@pytest.mark.parametrize("name", ["number", "password"])
def test_both_must_be_given(page, name: str) -> None:
    typed = {"number": "4X7K9PQ2M0", "password": "AAAABBBBCCCC", name: " "}
    assert page.submit(page.get("/enquiry"), status=422, **typed).find(f'#error-summary a[href="#{name}"]')
