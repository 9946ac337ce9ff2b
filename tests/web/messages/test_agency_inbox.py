"""An agency's inbox: the list, one thread, answers refused with the text kept (AGY-050 to -052, -060, -061)."""

from datetime import date

import pytest

from app.messages.usecases.answering import ask
from app.messages.usecases.blocking import block_agency
from app.messages.usecases.sending import send_first_invitations
from app.seekers.effects.acquisitions import pseudonym
from tests import letters
from tests.factories import enlist, sign_in_as
from tests.page import Page
from tests.usecases.messages.test_inviting import set_sent

THREADS = "/agency/threads"
QUESTION = "面談はいつできますか。"
ANSWER = "来週の水曜日にできます。"


@pytest.fixture
def threads(hikari, clock):
    """Twenty-two threads; the seeker of the first asked something: (record, number) each, in their order."""
    ids = letters.offer(22)
    sent = send_first_invitations(hikari.agency_id, ids, letters.LETTER, by=hikari, now=clock.now())
    numbers = letters.numbers_of_threads(sent.threads)
    clock.set("2026-05-13T11:00:00+09:00")
    assert ask(ids[0], numbers[ids[0]], QUESTION, by=hikari, now=clock.now()) is None
    return [(each, numbers[each]) for each in ids]


def answer(browser, number: str, body: str = ANSWER, **keywords):
    """What answering comes to."""
    return browser.post(f"{THREADS}/{number}/answers", {"body": body}, **keywords)


def shown(browser, query: str = "") -> list[str]:
    """The threads of a list, as their addresses name them."""
    links = browser.get(f"{THREADS}{query}").all("#agency-threads li.card a")
    return [str(link["href"]).partition("?")[0].rpartition("/")[2] for link in links]


@pytest.mark.rule("AGY-051")
def test_the_inbox_shows_twenty_a_page_the_newest_first_and_everything_once(browser, threads) -> None:
    first = shown(browser)
    assert (len(first), first[0]) == (20, threads[0][1])
    follow = browser.get(THREADS).find("a[rel=next]")["href"].partition("?")[2]
    rest = shown(browser, f"?{follow}")
    assert len(rest) == 2
    assert {*first, *rest} == {number for _, number in threads}


@pytest.mark.rule("AGY-051")
def test_the_filters_follow_what_is_written_and_read(browser, threads) -> None:
    number = threads[0][1]
    assert shown(browser, "?box=unread") == shown(browser, "?box=asked") == [number]
    assert "未読（1件）" in browser.get(THREADS).text
    browser.post(f"{THREADS}/{number}/reading", status=303)
    assert shown(browser, "?box=unread") == []
    assert shown(browser, "?box=asked") == [number]
    assert answer(browser, number).status == 303
    assert (shown(browser, "?box=asked"), shown(browser, "?box=answered")) == ([], [number])


def test_opening_a_thread_marks_nothing_as_read(browser, threads) -> None:
    browser.get(f"{THREADS}/{threads[0][1]}")
    assert shown(browser, "?box=unread") == [threads[0][1]]


def test_the_list_is_the_part_htmx_gets_and_asks_again_slowly(browser, threads) -> None:
    assert browser.htmx_get(THREADS).find("#agency-threads")["hx-trigger"] == "every 60s"


def test_threads_are_found_by_the_own_number_and_by_words_of_the_own_letters(browser, hikari, threads) -> None:
    record_id, number = threads[5]
    assert shown(browser, f"?q={pseudonym(hikari.agency_id, record_id)}") == [number]
    assert answer(browser, threads[0][1]).status == 303
    assert shown(browser, "?q=来週の水曜日") == [threads[0][1]]
    assert shown(browser, "?q=どこにもない言葉") == []
    assert "最近の200件のやり取り" in browser.get(THREADS).text


@pytest.mark.rule("AGY-056", "AGY-115")
def test_a_thread_shows_everything_in_order_with_the_mandatory_information(browser, threads) -> None:
    shown_page = browser.get(f"{THREADS}/{threads[0][1]}")
    heads = [each.text for each in shown_page.all("#agency-thread li h2")]
    assert heads == ["最初の案内（貴団体）", "求職者"]
    assert "個人情報と苦情の責任者" in shown_page.find("#agency-thread details").text
    assert shown_page.all("#agency-threads li.card")


@pytest.mark.rule("AGY-061")
def test_an_answer_that_identifies_is_refused_with_its_words_and_kept(browser, threads) -> None:
    refused = answer(browser, threads[0][1], "お電話は 080-9876-5432 まで", status=422)
    assert "電話番号" in refused.find("#refusal").text
    assert refused.find("textarea[name=body]").text.strip() == "お電話は 080-9876-5432 まで"


@pytest.mark.rule("AGY-060")
def test_the_thousand_and_first_is_refused_with_the_text_kept_and_when_the_count_is_nought(
    browser, hikari, threads, clock
) -> None:
    clock.set("2026-05-14T10:00:00+09:00")
    set_sent(hikari.agency_id, date(2026, 5, 14), 999)
    assert answer(browser, threads[0][1]).status == 303
    refused = answer(browser, threads[0][1], "もう一通です。", status=409)
    assert "2026年5月15日（金）0時00分に0へ戻り" in refused.find("#refusal").text
    assert refused.find("textarea[name=body]").text.strip() == "もう一通です。"
    told = browser.get("/agency/complaints").find("#counter").text
    assert told == "本日 1,000 / 1,000通、残り0通、0時に0へ戻ります"


@pytest.mark.rule("AGY-119")
def test_an_answer_written_into_the_stop_is_kept(browser, threads, clock) -> None:
    clock.set("2026-05-14T00:00:00+09:00")
    assert ANSWER in answer(browser, threads[0][1], status=503).html


@pytest.mark.rule("AGY-050", "AGY-052")
def test_of_a_thread_the_seeker_refused_only_that_is_shown(browser, hikari, threads, clock) -> None:
    record_id, number = threads[0]
    block_agency(record_id, hikari.agency_id, by=hikari, now=clock.now())
    assert shown(browser, "?box=blocked") == [number]
    page = browser.get(f"{THREADS}/{number}")
    assert "受信拒否により削除済" in page.text
    assert QUESTION not in page.html
    assert letters.LETTER not in page.html
    assert "受信を拒否しました" in answer(browser, number, status=409).text


@pytest.mark.rule("AGY-048")
def test_a_thread_is_handed_to_a_colleague_of_the_same_agency_only(app, browser, hikari, threads) -> None:
    letters.open_agency("minato")
    number, colleague = threads[0][1], enlist("hikari2")["hikari2"]
    path = f"{THREADS}/{number}/assignment"
    assert browser.post(path, {"account": str(enlist("minato")["minato"])}, status=409).all("#refusal")
    assert browser.post(path, {"account": "x"}, status=409).all("#refusal")
    browser.post(path, {"account": str(colleague)}, status=303)
    assert shown(browser, "?mine=yes") == []
    other = Page(app)
    sign_in_as(other, "hikari2")
    assert shown(other, "?mine=yes") == [number]
    sign_in_as(other, "minato")
    other.get(f"{THREADS}/{number}", status=404)
    other.post(f"{THREADS}/{number}/answers", {"body": ANSWER}, status=404)


@pytest.mark.rule("AGY-053")
def test_the_first_page_tells_what_waits_and_what_is_deleted_soon(browser, hikari, threads, clock) -> None:
    shown_page = browser.get("/agency").find("#home-letters")
    assert threads[0][1] in str(shown_page)
    assert "まもなく消える" not in shown_page.text
    clock.set("2026-07-20T10:00:00+09:00")
    sign_in_as(browser, "hikari")
    assert "2026年7月31日（金）まで" in browser.get("/agency").find("#home-letters").text


def test_what_is_kept_for_answers_is_set_and_told(browser, hikari, threads) -> None:
    assert browser.post("/agency/quota", {"kept": "1001"}, status=422).all("#kept-error")
    assert (
        browser.follow(browser.post("/agency/quota", {"kept": "300", "seen": "0"}, status=303)).text.count("300通") >= 1
    )
    assert "うち回答用に300通を残します" in browser.get(THREADS).text
