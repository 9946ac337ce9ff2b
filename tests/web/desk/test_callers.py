"""What a caller asks for on a booking: taking it back, and another address in the place of a wrong one."""

import pytest

from app.booking.models.guards import GuestSession, PersonDay
from app.booking.queries.invariants import bookings_without_their_mails
from app.booking.terms.outcomes import NotOpened, Opened
from app.booking.usecases.enquiry import open_enquiry
from app.booking.usecases.routines import post_reminders
from app.db import db
from app.notices.models import Outbox
from app.web.clock import real_now
from tests import bookings, presses
from tests.page import Page

RIGHT = "hanako.satou@example.jp"


@pytest.fixture
def booked(suzuki, clock):
    """The number of Sato's booking for Wednesday at ten."""
    return bookings.book(clock).number


def page_of(number, act):
    """The address of an act."""
    return f"/desk/kanagawa/bookings/{number}/{act}"


def do(page, number, act, status=303, **typed):
    """Open the page of an act and press."""
    return page.submit(page.get(page_of(number, act)), "#act form", status=status, **typed)


def opens(number, password, clock):
    """What the enquiry answers."""
    return open_enquiry(number, password, now=clock.now(), real_now=real_now())


@pytest.mark.rule("KNG-39")
def test_a_withdrawal_by_telephone_frees_seat_and_day_and_is_told(suzuki, booked):
    do(suzuki, booked, "withdrawal")
    assert presses.facts(booked)[:2] == ("cancelled", False)
    assert presses.history(booked) == [("confirmed", "cancelled", "staff")]
    assert bookings.days_taken(booked) == 0
    assert bookings.kinds(booked)[-1] == "M-KNG-6"


@pytest.mark.rule("KNG-17")
def test_after_it_the_person_may_book_that_day_again(suzuki, booked, clock):
    do(suzuki, booked, "withdrawal")
    assert bookings.book(clock, bookings.application("2026-05-13T14:30"))


@pytest.mark.rule("KNG-40")
def test_on_the_day_no_further_call_is_asked_for(app, suzuki, booked, clock):
    clock.set("2026-05-13T09:59:59+09:00")
    do(suzuki, booked, "withdrawal")
    mail = bookings.outbox(booked)[-1]
    assert (mail.kind, "お電話のお願い" in mail.body, "お電話でも" in mail.body) == ("M-KNG-6", False, False)
    holder = Page(app)
    holder.submit(holder.get("/enquiry"), status=303, number=booked, password=bookings.password_of(booked))
    page = holder.get(f"/bookings/{booked}")
    assert "予約を取り下げました" in page.find("#withdrawn").get_text()
    assert "別途" not in page.find("#withdrawn").get_text()


@pytest.mark.rule("KNG-38", "KNG-41")
def test_a_call_cancels_until_the_ten_minutes_are_over_though_the_site_does_not_any_more(suzuki, booked, clock):
    page = suzuki.get(page_of(booked, "withdrawal"))
    clock.set("2026-05-13T10:10:00+09:00")
    suzuki.submit(page, "#act form", status=409)
    clock.set("2026-05-13T10:05:00+09:00")
    suzuki.submit(page, "#act form", status=303)
    assert presses.facts(booked)[:2] == ("cancelled", False)
    assert bookings.days_taken(booked) == 0


@pytest.mark.rule("KNG-41")
def test_what_never_began_though_somebody_called_is_ended_on_a_later_day(suzuki, booked, clock):
    clock.set("2026-05-13T10:05:00+09:00")
    do(suzuki, booked, "contact", time="10:04")
    clock.set("2026-05-20T10:00:00+09:00")
    assert booked in suzuki.get("/desk/kanagawa/worklists").find("#without-outcome").get_text()
    do(suzuki, booked, "withdrawal")
    assert presses.facts(booked)[:2] == ("cancelled", False)
    mail = bookings.outbox(booked)[-1]
    assert (mail.kind, "予約できるようになりました" in mail.body) == ("M-KNG-6", False)
    assert booked not in suzuki.get("/desk/kanagawa/worklists").find("#without-outcome").get_text()


@pytest.mark.rule("KNG-42")
@pytest.mark.parametrize("act", ["contact", "reinstatement"])
def test_who_takes_a_no_show_back_is_told_that_its_ban_stays_and_how_it_ends(suzuki, booked, clock, act):
    clock.set("2026-05-13T10:30:00+09:00")
    assert "お断りを解除する" not in suzuki.get(page_of(booked, act)).find("#act").get_text()
    do(suzuki, booked, "ban", reason="連絡なし")
    assert "お断りを解除する" in suzuki.get(page_of(booked, act)).find("#act").get_text()
    do(suzuki, booked, act, **({"time": "10:05"} if act == "contact" else {"reason": "聞きもらし"}))
    page = suzuki.get(f"/desk/kanagawa/bookings/{booked}")
    assert presses.facts(booked)[0] == "confirmed"
    suzuki.submit(page, "form[action$='/ban/end']", status=303)
    assert "今後の利用をお断りしています" not in suzuki.get(f"/desk/kanagawa/bookings/{booked}").text


def test_a_second_press_from_another_tab_changes_nothing(suzuki, booked):
    page = suzuki.get(page_of(booked, "withdrawal"))
    suzuki.submit(page, "#act form", status=303)
    assert "席を返しています" in suzuki.submit(page, "#act form", status=409).text
    assert bookings.kinds(booked).count("M-KNG-6") == 1


@pytest.mark.rule("KNG-28", "KNG-29")
def test_a_new_address_gets_a_new_password_alone_and_the_old_one_is_refused(suzuki, booked, clock):
    old = bookings.password_of(booked)
    do(suzuki, booked, "address", email="ＨＡＮＡＫＯ.satou@example.jp")
    new = bookings.password_of(booked)
    assert isinstance(opens(booked, old, clock), NotOpened)
    assert isinstance(opens(booked, new, clock), Opened)
    mails = [each for each in bookings.outbox(booked) if each.recipient != "hanako.sato@example.jp"]
    assert [each.state for each in mails if each.kind == "M-KNG-2"] == ["waiting"]
    assert {(each.recipient or "").lower() for each in mails} == {RIGHT}


def stand(number):
    """Kind, state and address of every mail of a booking."""
    return [(each.kind, each.state, each.recipient) for each in bookings.outbox(number)]


@pytest.mark.rule("KNG-26", "KNG-28")
def test_what_has_not_gone_to_the_old_address_goes_to_the_new_one_instead(suzuki, booked):
    (text, *_) = [each.body for each in bookings.outbox(booked)]
    do(suzuki, booked, "address", email=RIGHT)
    old = "hanako.sato@example.jp"
    taken_back = [("M-KNG-1", "void", old), ("M-KNG-2", "void", old)]
    assert stand(booked) == [*taken_back, ("M-KNG-1", "waiting", RIGHT), ("M-KNG-2", "waiting", RIGHT)]
    assert bookings.outbox(booked)[2].body == text
    assert bookings_without_their_mails(bookings.row_of(booked).starts_at) == []


@pytest.mark.rule("KNG-32", "KNG-33")
def test_a_reminder_that_waits_goes_to_the_new_address_with_the_new_password(suzuki, booked, clock):
    clock.set("2026-05-12T06:00:00+09:00")
    assert post_reminders(clock.now()) == 1
    clock.set("2026-05-12T06:30:00+09:00")
    do(suzuki, booked, "address", email=RIGHT)
    again = {each.kind: each for each in bookings.outbox(booked) if each.state == "waiting"}
    assert set(again) == {"M-KNG-1", "M-KNG-2", "M-KNG-4", "M-KNG-5"}
    assert {each.recipient for each in again.values()} == {RIGHT}
    nonce = bookings.row_of(booked).password_nonce
    assert [again[kind].fill_nonce for kind in ("M-KNG-2", "M-KNG-5")] == [nonce, nonce]
    seven, ten = "2026-05-11T22:00:00+00:00", "2026-05-13T01:00:00+00:00"
    assert (again["M-KNG-4"].not_before.isoformat(), again["M-KNG-4"].not_after.isoformat()) == (seven, ten)
    assert post_reminders(clock.now()) == 0


def test_what_is_of_no_use_any_more_goes_nowhere(suzuki, booked, clock):
    settle("M-KNG-1", "refused", not_after=clock.now())
    do(suzuki, booked, "address", email=RIGHT)
    assert [each for each in stand(booked) if each[1] == "waiting"] == [("M-KNG-2", "waiting", RIGHT)]


def test_what_was_refused_at_the_old_address_goes_to_the_new_one(suzuki, booked):
    settle("M-KNG-1", "refused")
    settle("M-KNG-2", "sent")
    do(suzuki, booked, "address", email=RIGHT)
    assert [each[:2] for each in stand(booked)] == [
        ("M-KNG-1", "void"),
        ("M-KNG-2", "sent"),
        ("M-KNG-1", "waiting"),
        ("M-KNG-2", "waiting"),
    ]


@pytest.mark.rule("KNG-24", "KNG-27", "KNG-31")
def test_number_enquiry_and_way_in_that_went_to_the_wrong_address_are_told_at_the_right_one(suzuki, booked, clock):
    do(suzuki, booked, "meeting-info", url=presses.URL)
    for kind in ("M-KNG-1", "M-KNG-2", "M-KNG-3"):
        settle(kind, "sent")
    do(suzuki, booked, "address", email=RIGHT)
    anew = {each.kind: each for each in bookings.outbox(booked) if each.recipient == RIGHT}
    assert {kind: each.state for kind, each in anew.items()} == dict.fromkeys(
        ("M-KNG-1", "M-KNG-2", "M-KNG-3"), "waiting"
    )
    assert booked in anew["M-KNG-1"].body
    assert booked not in anew["M-KNG-2"].body
    assert "/enquiry?ticket=" in anew["M-KNG-3"].body
    assert anew["M-KNG-2"].fill_nonce == bookings.row_of(booked).password_nonce
    assert bookings_without_their_mails(clock.now()) == []


@pytest.mark.rule("KNG-31")
def test_way_in_that_waits_is_told_once_at_the_right_address(suzuki, booked):
    do(suzuki, booked, "meeting-info", url=presses.URL)
    do(suzuki, booked, "address", email=RIGHT)
    waiting = sorted(each[0] for each in stand(booked) if each[1] == "waiting")
    assert waiting == ["M-KNG-1", "M-KNG-2", "M-KNG-3"]


@db.write
def settle(kind, state, **values):
    """What became of a mail."""
    db.session.execute(db.update(Outbox).where(Outbox.kind == kind).values(state=state, **values))


def test_browsers_that_hold_the_booking_are_let_go(suzuki, booked):
    assert bookings.count(GuestSession) == 1
    do(suzuki, booked, "address", email=RIGHT)
    assert bookings.count(GuestSession) == 0


@pytest.mark.rule("KNG-17")
def test_the_day_is_counted_for_the_new_address(suzuki, booked, clock):
    do(suzuki, booked, "address", email=RIGHT)
    other = {"phone": "+819087654321", "name_kana": "ベツ ジン"}
    assert not hasattr(bookings.attempt(clock, bookings.application("2026-05-13T14:30", email=RIGHT, **other)), "token")
    assert bookings.book(clock, bookings.application("2026-05-13T14:30", **other))


def test_an_address_that_has_a_booking_that_day_already_is_counted_after_it(suzuki, booked, clock):
    bookings.book(clock, bookings.somebody(1, "2026-05-13T14:30"))
    do(suzuki, booked, "address", email="person1@example.jp")
    db.session.rollback()
    assert sorted(db.session.scalars(db.select(PersonDay.nth))) == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "メールアドレスを入力してください。"),
        ("hanako", "メールアドレスの形になっていません。"),
        ("hanako.sato@example.jp", "いまのアドレスと同じです。"),
    ],
)
def test_an_address_that_is_none_or_the_old_one_changes_nothing(suzuki, booked, typed, words):
    password = bookings.password_of(booked)
    again = do(suzuki, booked, "address", status=422, email=typed)
    assert words in again.text
    assert again.fields("#act form")["email"] == typed
    assert bookings.password_of(booked) == password
    assert bookings.kinds(booked) == ["M-KNG-1", "M-KNG-2"]
