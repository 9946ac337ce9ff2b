"""即時利用 on the public site: asking, changed terms, the way it goes on, where there is none (NGS-40 to NGS-47)."""

import pytest

from app.desk.usecases import instant as desk
from app.notices.queries import inbox_of
from tests import bookings, desks, factories, instant
from tests.page import Page
from tests.people import CAST

PATH = "/offices/nagasaki_main/instant-use"


@pytest.fixture
def yamada(app):
    """The browser of Yamada, a seeker."""
    page = Page(app)
    factories.open_offices()
    factories.sign_in_as(page, "yamada")
    return page


@pytest.fixture
def maruyama(app):
    """The browser of Maruyama, an employer."""
    page = Page(app)
    factories.open_offices()
    factories.sign_in_as(page, "maruyama")
    return page


def words(document, part: str = "main") -> str:
    """What a part of a page says."""
    return document.find(part).get_text(" ", strip=True)


@pytest.mark.rule("NGS-41")
def test_without_consent_the_page_leads_to_it_first(yamada, clock) -> None:
    instant.open_scene(clock, agreed="")
    page = yamada.get(PATH)
    assert "事前の同意が必要です" in words(page)
    assert [link["href"] for link in page.all("#consent-first a")] == ["/me/consents/nagasaki"]
    assert not page.all("form[action$=instant-use]")
    forced = {"phone": "090-0000-0001", "way": "mypage", "device": "pc", "token": "a" * 32}
    refused = yamada.post(PATH, forced, status=409)
    assert "事前の同意が必要です" in words(refused)
    assert bookings.count(bookings.Booking) == 0


@pytest.mark.rule("NGS-41", "NGS-42")
def test_asking_waits_for_the_answer_and_the_poll_gets_the_same(yamada, clock) -> None:
    instant.open_scene(clock)
    page = yamada.get(PATH)
    assert "いま申し込めます" in words(page)
    assert yamada.submit(page, device="smartphone").location == PATH
    waiting = yamada.get(PATH)
    assert "窓口の返事を待っています" in words(waiting)
    assert "11時10分までに" in words(waiting)
    assert waiting.find("#instant-status")["hx-trigger"] == "every 10s"
    assert not waiting.all("main form")
    assert "窓口の返事を待っています" in yamada.htmx_get(PATH).text


@pytest.mark.rule("NGS-45", "NGS-47")
@pytest.mark.parametrize("who", ["yamada", "maruyama"])
def test_accepted_the_page_leads_to_the_inbox_and_shows_no_code_itself(yamada, maruyama, clock, who: str) -> None:
    browser = {"yamada": yamada, "maruyama": maruyama}[who]
    scene = instant.open_scene(clock)
    changes = {"establishment": "丸山商店"} if who == "maruyama" else {}
    browser.submit(browser.get(PATH), device="pc", **changes)
    instant.accept(clock, scene.tanaka, browser.get(PATH).find("#instant-number").text)
    page = browser.get(PATH)
    assert "お受けしました" in words(page)
    assert instant.CODE.passcode not in page.html
    inbox = browser.get("/me/inbox")
    notice = browser.get(next(a["href"] for a in inbox.all("main a") if "アクセスコード" in a.get_text()))
    assert instant.CODE.passcode in notice.html


@pytest.mark.rule("NGS-45")
def test_the_code_is_on_no_page_of_anybody_else(app, yamada, maruyama, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    instant.accept(clock, scene.tanaka, number)
    tanaka = Page(app)
    factories.sign_in_as(tanaka, "tanaka")
    looked = [
        *(maruyama.get(path) for path in (PATH, "/me", "/me/inbox", "/me/bookings")),
        *(tanaka.get(f"/desk/nagasaki_main/{path}") for path in ("instant-use", f"instant-use/{number}", "today")),
        *(tanaka.get(f"/desk/nagasaki_main/bookings/{number}{more}") for more in ("", "/print", "/mails")),
    ]
    assert not [page for page in looked if instant.CODE.passcode in page.html or instant.CODE.meeting_id in page.html]


@pytest.mark.rule("NGS-45")
def test_the_code_is_visible_to_none_of_the_other_identities(app, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    instant.accept(clock, scene.tanaka, number)
    ref = inbox_of(scene.yamada.account_id, clock.now())[0].ref
    desk_pages = ("instant-use", f"instant-use/{number}", f"bookings/{number}", f"bookings/{number}/mails", "worklists")
    paths = [f"/me/inbox/{ref}", "/me/inbox", f"/bookings/{number}", PATH, "/enquiry", "/demo/mailbox"]
    paths += [f"/desk/nagasaki_main/{page}" for page in desk_pages]
    for who in [None, *CAST.values()]:
        browser = Page(app)
        if who is not None:
            factories.sign_in_as(browser, who)
        for path in paths:
            told = browser.client.get(path).get_data(as_text=True)
            shown = instant.CODE.passcode in told or instant.CODE.meeting_id in told
            assert shown is (who == "yamada" and path == f"/me/inbox/{ref}"), (who, path)


@pytest.mark.rule("NGS-45")
def test_by_call_the_page_names_the_registered_number(yamada, clock) -> None:
    scene = instant.open_scene(clock)
    yamada.submit(yamada.get(PATH), device="tablet", way="call")
    instant.accept(clock, scene.tanaka, yamada.get(PATH).find("#instant-number").text, code=None)
    assert "090-0000-0001）に、窓口からお電話します" in words(yamada.get(PATH))


@pytest.mark.rule("NGS-46")
def test_another_number_is_refused_with_the_reason_and_everything_kept(yamada, clock) -> None:
    instant.open_scene(clock)
    page = yamada.submit(yamada.get(PATH), phone="090-9999-9999", device="pc", content="応募書類のこと", status=422)
    assert "登録されている番号と違います" in words(page)
    assert "登録されている番号は、変わっていません" in words(page)
    assert page.find("[name=content]").get_text(strip=True) == "応募書類のこと"
    assert page.find("[name=phone]")["value"] == "090-0000-0001", "so that the next press is taken"


@pytest.mark.rule("NGS-43", "NGS-44")
@pytest.mark.parametrize(
    ("answer", "told", "state"),
    [("agree", "窓口の返事を待っています", "requested"), ("decline", "同意されなかったため", "declined_terms")],
)
def test_changed_terms_ask_for_an_answer_either_way(yamada, clock, answer: str, told: str, state: str) -> None:
    instant.open_scene(clock, agreed="2023-04-20")
    yamada.submit(yamada.get(PATH), device="pc")
    page = yamada.get(PATH)
    number = page.find("#instant-number").text
    assert "2023年6月5日（月）から" in words(page)
    assert "第6条" in words(page, "#instant-agreement")
    assert [button.get_text(strip=True) for button in page.all("#instant-agreement button")] == [
        "同意する",
        "同意しない",
    ]
    assert yamada.submit(page, answer=answer).location == PATH
    assert told in words(yamada.get(PATH))
    assert bookings.row_of(number).state == state
    late = yamada.submit(page, answer=answer, status=409)
    assert told in words(late)


@pytest.mark.rule("NGS-42")
def test_with_nobody_free_the_page_says_so(yamada, clock) -> None:
    scene = instant.open_scene(clock)
    form = yamada.get(PATH)
    desk.say_free(instant.OFFICE, scene.tanaka, clock.now(), free=False)
    page = yamada.get(PATH)
    assert "ただいま対応できません" in words(page)
    assert "095-862-8643" in words(page, "#instant-status")
    assert not page.all("#instant-form form")
    kept = yamada.submit(form, device="pc", content="応募書類のこと", status=409)
    assert "ただいま対応できません" in words(kept)
    assert kept.find("[name=content]").get_text(strip=True) == "応募書類のこと"


@pytest.mark.rule("NGS-10")
def test_outside_the_hours_the_page_says_when(yamada, clock) -> None:
    instant.open_scene(clock)
    clock.set("2026-05-13T16:00:00+09:00")
    page = yamada.get(PATH)
    assert "いまは受け付けていません" in words(page)
    assert "10時00分から16時00分まで" in words(page)


@pytest.mark.rule("NGS-42")
def test_declined_and_lapsed_are_told_and_one_may_ask_again(yamada, clock) -> None:
    scene = instant.open_scene(clock)
    yamada.submit(yamada.get(PATH), device="pc")
    number = yamada.get(PATH).find("#instant-number").text
    desk.decline(instant.reply(clock, scene.tanaka, number), "会議のため")
    page = yamada.get(PATH)
    assert "今回はお受けできませんでした" in words(page)
    assert "会議" not in page.html
    yamada.submit(page, device="pc")
    clock.advance(minutes=10)
    assert "時間内にお返事できませんでした" in words(yamada.get(PATH))


def test_a_double_press_asks_once(yamada, clock) -> None:
    instant.open_scene(clock)
    page = yamada.get(PATH)
    assert [yamada.submit(page, device="pc").location for _ in range(2)] == [PATH, PATH]
    assert bookings.count(bookings.Booking) == 1
    other = yamada.submit(page, device="tablet", status=409)
    assert (
        "もう使われています" in words(other) or "もう申込み中" in words(other) or "返事を待っています" in words(other)
    )


@pytest.mark.rule("NGS-07")
def test_an_employer_is_asked_for_the_establishment_and_a_seeker_is_not(yamada, maruyama, clock) -> None:
    instant.open_scene(clock)
    assert not yamada.get(PATH).all("[name=establishment]")
    page = maruyama.submit(maruyama.get(PATH), device="pc", establishment="", status=422)
    assert "事業所名か事業所番号を入力してください" in words(page)


@pytest.mark.rule("NGS-08")
def test_without_a_camera_nobody_is_served(yamada, clock) -> None:
    instant.open_scene(clock)
    assert "Webカメラの付いた機器が必要です" in words(yamada.submit(yamada.get(PATH), device="none", status=422))


@pytest.mark.rule("KRS-01")
@pytest.mark.parametrize("slug", ["kurashiki_chuo", "kurashiki_wakamono", "kanagawa", "miyakonojo", "hakodate"])
def test_an_office_without_instant_use_has_no_such_page(yamada, clock, slug: str) -> None:
    instant.open_scene(clock)
    path = f"/offices/{slug}/instant-use"
    assert yamada.get(path, status=404).heading == "お探しのページは見つかりませんでした"
    yamada.post(path, {"phone": "090-0000-0001"}, status=404)
    assert slug == "hakodate" or "/instant-use" not in yamada.get(f"/offices/{slug}").html
    yamada.post(f"{path}/agreement", {"answer": "agree"}, status=404)
    assert bookings.count(bookings.Booking) == 0


@pytest.mark.rule("NGS-45")
def test_the_page_of_the_booking_leads_to_instant_use_and_promises_no_url(yamada, clock) -> None:
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada).number
    page = yamada.get(f"/bookings/{number}")
    assert page.all(f"#instant-booking a[href='{PATH}']")
    assert "伝達事項" not in words(page)
    assert "キャンセルとみなします" not in words(page)
    desk.decline(instant.reply(clock, scene.tanaka, number), "")
    assert "この申込みは終わっています" in words(yamada.get(f"/bookings/{number}"))


@pytest.mark.rule("NGS-41")
def test_the_guide_of_an_office_with_instant_use_leads_to_it(page, offices) -> None:
    assert page.get("/offices/nagasaki_main").all(f"a[href='{PATH}']")


def test_a_stranger_signs_in_first_and_comes_back(page, offices) -> None:
    assert page.get(PATH, status=303).location.startswith("/login")


@pytest.mark.rule("NGS-41")
def test_the_day_after_a_session_to_which_nobody_came_the_page_offers_what_the_press_does(yamada, clock) -> None:
    scene = instant.open_scene(clock)
    instant.accept(clock, scene.tanaka, instant.ask(clock, scene.yamada).number)
    assert not yamada.get(PATH).all("main form")
    clock.set("2026-05-14T11:00:00+09:00")
    desk.say_free(instant.OFFICE, scene.tanaka, clock.now(), free=True)
    page = yamada.get(PATH)
    assert "いま申し込めます" in words(page)
    assert yamada.submit(page, device="smartphone").location == PATH
    assert "窓口の返事を待っています" in words(yamada.get(PATH))


@pytest.mark.rule("NGS-59")
def test_who_else_takes_part_is_told_beforehand_and_seen_by_the_desk(yamada, clock, app) -> None:
    instant.open_scene(clock)
    yamada.submit(yamada.get(PATH), device="smartphone", companion="手話通訳の方1名")
    number = words(yamada.get(PATH), "#instant-number")
    assert bookings.row_of(number).companion == "手話通訳の方1名"
    tanaka = desks.at_desk(app, "tanaka")
    assert "手話通訳の方1名" in words(tanaka.get(f"/desk/nagasaki_main/instant-use/{number}"))
    assert "同席者あり" in words(tanaka.get("/desk/nagasaki_main/today"))
