"""The acts on a booking as a counselor presses them, and what the applicant sees of each."""

import pytest

from app.accounts.models.people import Grant
from app.booking.models.sessions import SessionRow
from app.booking.usecases.routines import write_down_states
from app.db import db
from app.desk.views.act_pages import PAGES
from app.kernel.roles import Role
from tests import bookings, presses
from tests.page import Page
from tests.presses import URL

AT = "/desk/kanagawa/bookings/{number}"
TEN = "2026-05-13T10:00:00+09:00"
NOUNS = tuple(page[1] for page in PAGES)


@pytest.fixture
def number(suzuki, clock) -> str:
    """Sato's booking of Wednesday 13 May, 10:00."""
    return bookings.book(clock).number


@pytest.fixture
def sato(app, number):
    """The browser of Sato, who gave number and password."""
    browser = Page(app)
    browser.submit(browser.get("/enquiry"), status=303, number=number, password=bookings.password_of(number))
    return browser


def act(browser, number: str, noun: str, status: int = 303, **fields):
    """Open the page of an act, fill it in, press."""
    form = browser.get(f"{AT.format(number=number)}/{noun}")
    return browser.submit(form, "#act form", status=status, **fields)


def detail(browser, number: str):
    """The booking at the desk."""
    return browser.get(AT.format(number=number))


def buttons(document) -> list[str]:
    """What may be pressed among the acts."""
    return [each.get_text(strip=True) for each in document.all("#acts .button")]


@pytest.mark.rule("KNG-30", "KNG-31")
def test_the_url_is_pasted_once_and_the_applicant_finds_it(suzuki, sato, number) -> None:
    assert "未登録" in sato.get(f"/bookings/{number}").find("#message").get_text()
    done = act(suzuki, number, "meeting-info", url=f"　{URL}　", words="5分前から入れます。")
    assert done.location == f"{AT.format(number=number)}?done=meeting_info"
    shown = sato.get(f"/bookings/{number}")
    assert shown.find("#message a")["href"] == URL
    assert "5分前から入れます。" in shown.text
    assert bookings.kinds(number)[-1] == "M-KNG-3"
    form = suzuki.get(f"{AT.format(number=number)}/meeting-info").fields("#act form")
    assert (form["url"], form["words"]) == (URL, "5分前から入れます。")


@pytest.mark.rule("KNG-31")
@pytest.mark.parametrize(
    "url, words", [("", "URLが入っていません"), ("https://evil.example/webex.com", "WebExのURLではありません")]
)
def test_what_is_no_url_of_the_tool_is_refused_with_everything_kept(suzuki, number, url: str, words: str) -> None:
    refused = act(suzuki, number, "meeting-info", status=422, url=url, words="あとで伝えること")
    assert words in refused.find("[role=alert]").get_text()
    assert refused.fields("#act form")["words"] == "あとで伝えること"
    assert "M-KNG-3" not in bookings.kinds(number)


@pytest.mark.rule("KNG-03", "KNG-35")
def test_the_counselor_is_reminded_of_the_camera_and_admits(suzuki, clock, number) -> None:
    clock.set(TEN)
    page = detail(suzuki, number)
    assert "Ｗｅｂカメラはオフ（利用者は任意）" in page.find("#acts").get_text()
    assert "Ｗｅｂカメラはオフ（利用者は任意）" in suzuki.get(f"{AT.format(number=number)}/admission").text
    suzuki.submit(page, "#acts form[action$=admission]", status=303)
    after = detail(suzuki, number)
    assert "Ｗｅｂカメラはオフ（利用者は任意）" in after.find("#acts").get_text()
    assert "2026年5月13日（水）10時00分" in after.find("#acts").get_text()
    assert buttons(after) == ["相談を終了する", "電話に切り替える", "相談のURLを入れる", "取り止め"]


@pytest.mark.rule("KNG-06", "KNG-35")
def test_staff_hold_a_consultation_as_counselors_do(suzuki, clock, number) -> None:
    db.session.execute(db.update(Grant).where(Grant.role == Role.COUNSELOR.value).values(role=Role.STAFF.value))
    db.session.commit()
    clock.set(TEN)
    suzuki.submit(detail(suzuki, number), "#acts form[action$=admission]", status=303)
    assert presses.session_row(number).admitted_at == clock.now()


@pytest.mark.rule("KNG-12", "KNG-37")
def test_after_the_switch_the_telephone_number_stands_among_the_acts(suzuki, clock, number) -> None:
    clock.set(TEN)
    act(suzuki, number, "admission")
    assert not detail(suzuki, number).all("#phone-to-call")
    clock.advance(minutes=7)
    costs = "通信費は、切り替えたあとも利用者の負担です。"
    assert costs in suzuki.get(f"{AT.format(number=number)}/telephone").text
    act(suzuki, number, "telephone")
    page = detail(suzuki, number)
    assert costs in page.find("#phone-to-call").get_text()
    assert "090-1234-5678" in page.find("#phone-to-call").get_text()
    assert "10時07分" in page.find("#acts").get_text()
    assert presses.session_row(number).switched_to_phone_at == clock.now()


@pytest.mark.rule("KNG-22", "KNG-36")
def test_what_goes_on_is_told_to_the_applicant(suzuki, sato, clock, number) -> None:
    clock.set(TEN)
    act(suzuki, number, "admission")
    form = suzuki.get(f"{AT.format(number=number)}/completion")
    assert "神奈川県かながわ労働センター（本所）" in form.text
    missing = suzuki.submit(form, "#act form", status=422, outcome="continued", reason="documents", note="賃金台帳")
    assert "案内の方法が選ばれていません" in missing.text
    assert missing.fields("#act form")["note"] == "賃金台帳"
    suzuki.submit(missing, "#act form", status=303, kind="telephone")
    assert "賃金台帳" in detail(suzuki, number).find("#acts").get_text()
    guided = sato.get(f"/bookings/{number}").find("#referral").get_text()
    assert "神奈川県かながわ労働センター（本所）" in guided
    assert "電話での相談" in guided
    assert "賃金台帳" not in guided


@pytest.mark.rule("KNG-50")
def test_a_prohibited_act_is_chosen_by_its_letter(suzuki, clock, number) -> None:
    clock.set(TEN)
    act(suzuki, number, "admission")
    assert "一つ選んでください" in act(suzuki, number, "stop", status=422).text
    act(suzuki, number, "stop", letter="カ", ban="y", reason="暴言が続いたため")
    page = detail(suzuki, number)
    assert "禁止事項 カ" in page.find("#acts").get_text()
    assert "今後の利用をお断り中" in page.text


@pytest.mark.rule("KNG-41")
@pytest.mark.parametrize("typed", ["10:05", "１０：０５", "10時05分", "1005"])
def test_a_contact_of_five_past_ten_is_entered_at_twelve_past(suzuki, clock, number, typed: str) -> None:
    clock.set("2026-05-13T10:12:00+09:00")
    write_down_states(clock.now())
    assert "予約に戻す" in buttons(detail(suzuki, number))
    act(suzuki, number, "contact", time=typed)
    assert presses.facts(number)[0] == "confirmed"
    assert "入室を許可する" in buttons(detail(suzuki, number))


def test_a_time_that_cannot_be_read_is_asked_for_again(suzuki, clock, number) -> None:
    clock.set(TEN)
    refused = act(suzuki, number, "contact", status=422, time="さきほど")
    assert "時刻を「10:05」のように" in refused.text
    assert refused.fields("#act form")["time"] == "さきほど"


def applies_again(app):
    """What Sato's next application comes to, on the public form."""
    person = Page(app)
    form = person.get("/offices/kanagawa/bookings/new?slot=2026-05-20T10:00")
    return person.submit(person.submit(form, status=200, **bookings.SATO), "form[action$=bookings]")


@pytest.mark.rule("KNG-42")
def test_a_ban_is_neutral_on_the_public_form_and_ends_when_it_is_lifted(app, suzuki, clock, number) -> None:
    clock.set("2026-05-13T10:10:00+09:00")
    act(suzuki, number, "ban", reason="二度続けて連絡なし")
    page = detail(suzuki, number)
    assert "二度続けて連絡なし" in page.find("#acts").get_text()
    refused = applies_again(app)
    assert (refused.status, "この内容では予約を完了できませんでした" in refused.text) == (409, True)
    assert not [word for word in ("お断り", "連絡なし", number) if word in refused.find("main").get_text()]
    assert bookings.kinds(number)[-1] == "M-OWN-2"
    suzuki.submit(page, "#acts form[action$='ban/end']", status=303)
    assert "お断り中" not in detail(suzuki, number).text
    assert applies_again(app).status == 200


@pytest.mark.rule("KNG-43")
def test_a_refusal_asks_for_its_reason_and_the_applicant_sees_the_state(suzuki, sato, number) -> None:
    assert "理由を入力してください" in act(suzuki, number, "refusal", status=422, reason="　").text
    act(suzuki, number, "refusal", reason="労働問題の相談ではないため")
    public = sato.get(f"/bookings/{number}")
    assert "お断り" in public.text
    assert "労働問題の相談ではない" not in public.text
    assert bookings.kinds(number)[-1] == "M-KNG-7"


def test_a_second_tab_is_told_that_something_changed_and_keeps_its_text(suzuki, kato, number) -> None:
    tab = suzuki.get(f"{AT.format(number=number)}/refusal")
    act(kato, number, "meeting-info", url=URL)
    refused = suzuki.submit(tab, "#act form", status=409, reason="内容のため")
    assert "この画面を開いたあとに" in refused.find("[role=alert]").get_text()
    assert refused.fields("#act form")["reason"] == "内容のため"
    assert presses.facts(number)[0] == "confirmed"
    suzuki.submit(refused, "#act form", status=303)
    assert presses.facts(number)[0] == "refused"


def test_a_finished_booking_offers_nothing_and_says_so(suzuki, clock, number) -> None:
    clock.set(TEN)
    form = suzuki.get(f"{AT.format(number=number)}/refusal")
    act(suzuki, number, "admission")
    act(suzuki, number, "completion", outcome="advised")
    assert "この予約に行える操作はありません" in detail(suzuki, number).text
    refused = suzuki.submit(form, "#act form", status=409, reason="内容")
    assert "もう終わっています" in refused.text


def test_every_act_has_a_page_of_its_own_and_a_part_for_htmx(suzuki, number) -> None:
    for noun in NOUNS:
        assert suzuki.htmx_get(f"{AT.format(number=number)}/{noun}").find("#act")


def test_htmx_gets_the_part_with_the_refusal_and_is_sent_on_after_the_act(suzuki, clock, number) -> None:
    clock.set(TEN)
    path = f"{AT.format(number=number)}/admission"
    assert suzuki.htmx_post(path, {"revision": "7"}, status=409).find("#act [role=alert]")
    assert (
        suzuki.htmx_post(path, {"revision": "0"}, status=200).location == AT.format(number=number) + "?done=admission"
    )


def test_another_offices_booking_is_a_missing_one_byte_for_byte(tanaka, number) -> None:
    for noun in NOUNS:
        places = (f"/desk/nagasaki_main/bookings/{each}/{noun}" for each in (number, "0000000000"))
        foreign, missing = (without_id(tanaka.get(place, status=404)) for place in places)
        assert foreign == missing
        for slug in ("kanagawa", "nagasaki_main"):
            tanaka.post(f"/desk/{slug}/bookings/{number}/{noun}", {"revision": "0"}, status=404)
    assert (presses.facts(number), bookings.count(SessionRow)) == (("confirmed", True, 0), 0)


def without_id(document) -> str:
    """The page without the number of its error."""
    document.find("#error-id").string = ""
    return str(document.soup)


def test_a_revision_that_was_tampered_with_changes_nothing(suzuki, clock, number) -> None:
    clock.set(TEN)
    for revision in ("", "-1", "1e3", "九", "99999999999999999999"):
        suzuki.post(f"{AT.format(number=number)}/admission", {"revision": revision}, status=409)
    assert presses.facts(number) == ("confirmed", True, 0)
