"""What a booking's page at the desk offers next, and what it says after a press."""

import pytest

from app.booking.terms.sessions import DeskAct
from app.desk.terms.notes import NoteKind
from tests import bookings
from tests.presses import URL

AT = "/desk/kanagawa/bookings/{number}"
A_QUARTER_BEFORE = "2026-05-13T09:45:00+09:00"


@pytest.fixture
def number(suzuki, clock) -> str:
    """Sato's booking of Wednesday 13 May, 10:00."""
    return bookings.book(clock).number


def detail(browser, number: str):
    """The booking at the desk."""
    return browser.get(AT.format(number=number))


@pytest.mark.rule("KNG-35")
def test_a_consultation_hours_away_is_not_begun_by_one_press(suzuki, clock, number) -> None:
    clock.set("2026-05-13T09:44:59+09:00")
    assert not detail(suzuki, number).all("#acts form[action$=admission]")
    way = detail(suzuki, number).find("#acts a[href$=admission]")
    assert "2026年5月13日（水）10時00分" in suzuki.get(way["href"]).find("#act").get_text()
    clock.set(A_QUARTER_BEFORE)
    assert detail(suzuki, number).find("#acts form[action$=admission] .button")


@pytest.mark.rule("KNG-31")
def test_the_missing_url_is_what_is_next_until_it_is_there(suzuki, number) -> None:
    assert "button-primary" in detail(suzuki, number).find("#acts a[href$=meeting-info]")["class"]
    suzuki.submit(suzuki.get(f"{AT.format(number=number)}/meeting-info"), "#act form", status=303, url=URL)
    assert "button-primary" not in detail(suzuki, number).find("#acts a[href$=meeting-info]")["class"]


def test_after_a_press_the_page_says_what_was_done(suzuki, clock, number) -> None:
    form = suzuki.get(f"{AT.format(number=number)}/meeting-info")
    answer = suzuki.submit(form, "#act form", status=303, url=URL, words="")
    assert suzuki.get(answer.headers["Location"]).find("#acts [role=status]").get_text() == "伝達事項を入れました。"
    answer = suzuki.submit(detail(suzuki, number), "#notes form", status=303, text="車椅子の方です。")
    assert suzuki.get(answer.headers["Location"]).find("#notes [role=status]").get_text() == "申し送りを残しました。"
    assert not suzuki.get(f"{AT.format(number=number)}?done=nothing").all("[role=status] .notice-title")


@pytest.mark.parametrize("done", [*DeskAct, *NoteKind])
def test_every_act_and_note_has_its_word_of_success(suzuki, number, done) -> None:
    page = suzuki.get(f"{AT.format(number=number)}?done={done.value}")
    assert len(page.all("#acts [role=status] .notice-title, #notes [role=status] .notice-title")) == 1


@pytest.mark.rule("KNG-36")
def test_what_is_needed_only_sometimes_says_when(suzuki, clock, number) -> None:
    clock.set("2026-05-13T10:00:00+09:00")
    suzuki.submit(detail(suzuki, number), "#acts form[action$=admission]", status=303)
    page = suzuki.get(f"{AT.format(number=number)}/completion")
    assert page.find("#kind legend").get_text() == "案内の方法 ※継続対応要のとき必須"
    assert not page.all("#kind [required]")
