"""The list of bookings outside what is set: in the row they are kept with a reason or called off, one by one."""

from datetime import date

import pytest

from app.db import db
from app.desk.usecases.exceptions import call_booking_off
from app.offices.effects.closures import add_closure
from app.offices.terms import Closure, ClosureKind
from tests import bookings, presses
from tests.page import Page

LISTS = "/desk/kanagawa/worklists"
WHY = "電話で約束済みのため"


@pytest.fixture
def number(suzuki, clock) -> str:
    """Sato's booking, over which the office has shut since."""
    booked = bookings.book(clock).number
    shut(clock)
    return booked


@db.write
def shut(clock) -> None:
    """The office shuts on 13 May."""
    closure = Closure(
        office_id="kanagawa", day=date(2026, 5, 13), kind=ClosureKind.CLOSED, window=None, reason="庁舎の停電"
    )
    add_closure(closure, by="account:1", now=clock.now())


def words(document) -> str:
    """The list, as it is read."""
    return document.find("#outside").get_text(" ", strip=True)


def press(browser, noun: str, status: int = 303, **typed: str):
    """The press in the row of the only booking."""
    return browser.submit(browser.get(LISTS), f"#outside form[action$='{noun}']", status=status, **typed)


def test_kept_in_its_row_it_leaves_the_list_and_stands_below_with_the_reason(suzuki, number) -> None:
    done = press(suzuki, "exception", reason=WHY)
    assert done.location == f"{LISTS}?done=exception"
    page = suzuki.follow(done)
    assert "例外として残しました。" in words(page)
    assert "設定に合わない予約はありません。" in words(page)
    assert "例外として残した予約（1件）" in words(page)
    assert f"{WHY} 鈴木" in words(page)
    assert "設定に合わない予約 0件" in page.find(".tiles").get_text(" ", strip=True)
    day = suzuki.get("/desk/kanagawa/today?day=2026-05-13")
    assert "例外として残した予約" in day.find("#day-list").get_text()


def test_the_booking_itself_says_so_and_may_still_be_called_off(suzuki, number) -> None:
    press(suzuki, "exception", reason=WHY)
    page = suzuki.get(f"/desk/kanagawa/bookings/{number}")
    assert WHY in page.find("#standing").get_text()
    buttons = [each.get_text(strip=True) for each in page.all("#acts .button")]
    assert "例外として残す" not in buttons
    assert "窓口から取り消す" in buttons


def test_without_a_reason_the_page_of_the_act_asks_for_it_and_goes_back_to_the_list(suzuki, number) -> None:
    page = press(suzuki, "exception", status=422, reason=" ")
    assert "理由を入力してください。" in page.text
    again = suzuki.submit(page, "#act form", status=303, reason=WHY)
    assert again.location == f"{LISTS}?done=exception"


def test_called_off_in_its_row_the_person_is_told_and_finds_it_said(app, suzuki, number) -> None:
    sato = Page(app)
    sato.submit(sato.get("/enquiry"), status=303, number=number, password=bookings.password_of(number))
    done = press(suzuki, "calling-off")
    assert "予約を取り消しました。" in words(suzuki.follow(done))
    assert bookings.kinds(number)[-1] == "M-OWN-6"
    told = sato.get(f"/bookings/{number}").find("#withdrawn").get_text()
    assert "窓口の都合により、この予約を取り消しました" in told
    assert "取り下げました" not in told


def test_when_a_colleague_was_faster_it_says_so_and_changes_nothing(suzuki, number, clock) -> None:
    seen = suzuki.get(LISTS)
    call_booking_off(presses.order(number, clock, presses.counselor("kato")))
    again = suzuki.submit(seen, "#outside form[action$='exception']", status=409, reason=WHY)
    assert "この予約は、席を返しています。" in again.find("#refusal").get_text()
    assert WHY in again.find("#act form").decode()


def test_the_row_leads_to_the_telephone_number(suzuki, number) -> None:
    row = suzuki.get(LISTS)
    target = next(each["href"] for each in row.all("#outside a.button"))
    path, _, anchor = target.partition("#")
    assert "090-1234-5678" in suzuki.get(path).find(f"#{anchor}").parent.get_text()


def test_who_is_told_by_telephone_is_called_before_the_press(suzuki, number) -> None:
    bookings.row_of(number).told_by = "telephone"
    db.session.commit()
    assert "電話で知らせたので取り消す" in words(suzuki.get(LISTS))
