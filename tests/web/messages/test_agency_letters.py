"""Letters to many: written, looked at, sent once, what is left over, what is not told (AGY-051 to -061)."""

from datetime import date

import pytest

from app.messages.queries.sending import quota_facts
from app.messages.usecases.blocking import block_agency
from app.seekers.effects.acquisitions import pseudonym
from tests import letters
from tests.usecases.messages.test_inviting import acquire_for, set_sent

DISPATCHES, LETTERS = "/agency/dispatches", "/agency/letters"
TODAY = date(2026, 5, 13)


@pytest.fixture
def held(hikari, clock) -> list[int]:
    """Six records Hikari holds and has not written to."""
    ids = list(letters.offer(6))
    acquire_for(hikari, ids, clock.now())
    return ids


def compose(browser, hikari, ids, body: str = letters.LETTER):
    """The confirmation page of a letter to these."""
    chosen = [pseudonym(hikari.agency_id, each) for each in ids]
    form = browser.post(LETTERS, {"number": chosen}, status=200)
    return browser.submit(form, "#dispatch-letter form", body=body)


def figures(document) -> dict[str, str]:
    """What the page counts."""
    rows = document.all("dl.facts div")
    return {row.find("dt").text: row.find("dd").text for row in rows if row.find("dt").text and row.find("dd")}


@pytest.mark.rule("AGY-051", "AGY-056", "AGY-115")
def test_one_person_is_written_to_by_the_same_way_and_sees_exactly_what_was_shown(browser, hikari, held) -> None:
    shown = compose(browser, hikari, held[:1])
    assert letters.LETTER in shown.text
    assert "個人情報と苦情の責任者" in shown.find("main details").text
    sent = browser.follow(browser.submit(shown, status=303))
    assert "1人のうち、1人に送りました。" in sent.text
    assert not sent.find("#dispatch").has_attr("hx-get")


@pytest.mark.rule("AGY-060")
def test_a_double_press_sends_once_and_another_letter_under_its_token_nothing(browser, hikari, held) -> None:
    shown = compose(browser, hikari, held)
    first, second = browser.submit(shown, status=303), browser.submit(shown, status=303)
    assert first.location == second.location
    assert quota_facts(hikari.agency_id, TODAY).sent == len(held)
    other = browser.submit(shown, status=409, body="別の文面です。")
    assert other.find("textarea[name=body]").text.strip() == "別の文面です。"


@pytest.mark.rule("AGY-060")
def test_what_the_thousand_do_not_hold_is_told_before_kept_and_sent_the_next_day(browser, hikari, held, clock) -> None:
    set_sent(hikari.agency_id, TODAY, 998)
    shown = compose(browser, hikari, held)
    assert (figures(shown)["いま送る方"], figures(shown)["今日は送れず、下書きに残る方"]) == ("2人", "4人")
    assert "先に送れる2通を送り、残りは下書きに" in shown.text
    paused = browser.follow(browser.submit(shown, status=303))
    assert "残りの4通は、下書きに残っています" in paused.text
    clock.set("2026-05-14T06:00:00+09:00")
    again = browser.post(f"{paused.find('form[action$=resumption]')['action']}", status=303)
    assert "6人のうち、6人に送りました。" in browser.follow(again).text


def test_whoever_chose_only_people_already_invited_is_told_so_and_can_send_nothing(browser, hikari, held) -> None:
    browser.submit(compose(browser, hikari, held[:2]), status=303)
    shown = compose(browser, hikari, held[:2])
    assert "送れる方がいません" in shown.find("#dispatch-confirmation .notice").get_text()
    assert [each.get_text(strip=True) for each in shown.all("#dispatch-confirmation .actions .button")] == [
        "取得した求職情報へ戻る"
    ]


def test_what_is_left_over_can_be_cancelled(browser, hikari, held) -> None:
    set_sent(hikari.agency_id, TODAY, 998)
    paused = browser.follow(browser.submit(compose(browser, hikari, held), status=303))
    over = browser.follow(browser.submit(paused, "form[action$=cancellation]", status=303))
    assert "中止しました。" in over.text
    assert not over.all("form[action$=resumption]")
    assert "中止" in browser.get(DISPATCHES).text


@pytest.mark.rule("AGY-052")
def test_who_refuses_looks_like_everybody_else_who_cannot_be_written_to(browser, hikari, held, clock) -> None:
    block_agency(held[0], hikari.agency_id, by=hikari, now=clock.now())
    shown = compose(browser, hikari, held)
    assert figures(shown)["送れない方（送りません）"] == "1人"
    assert figures(shown)["いま送る方"] == "5人"


def test_all_that_were_not_invited_yet_are_chosen_by_one_press(browser, hikari, held) -> None:
    browser.submit(compose(browser, hikari, held[:2]), status=303)
    form = browser.post(LETTERS, {"all": "uninvited"}, status=200)
    assert "選んだ求職者は4人です。" in form.text


@pytest.mark.rule("AGY-061")
def test_a_letter_that_identifies_goes_no_further_and_is_kept(browser, hikari, held) -> None:
    refused = compose(browser, hikari, held, "お電話は 080-9876-5432 まで")
    assert refused.status == 422
    assert "電話番号" in refused.find("#refusal").text
    assert refused.find("textarea[name=body]").text.strip() == "お電話は 080-9876-5432 まで"


@pytest.mark.rule("AGY-048")
def test_numbers_of_another_agency_are_nobody(browser, hikari, held) -> None:
    letters.open_agency("minato")
    foreign = pseudonym(hikari.agency_id + 1, held[0])
    form = browser.post(LETTERS, {"number": [foreign]}, status=200)
    shown = browser.submit(form, "#dispatch-letter form", body=letters.LETTER)
    assert figures(shown)["いま送る方"] == "0人"
    assert browser.post(LETTERS, {}, status=422).all("#refusal")


@pytest.mark.rule("AGY-060")
def test_a_list_of_more_people_than_one_letter_goes_to_is_refused_with_the_text_kept(browser, hikari, held) -> None:
    many = " ".join(f"N{number:09}" for number in range(40_000))
    refused = browser.post(f"{LETTERS}/confirmation", {"numbers": many, "body": letters.LETTER}, status=422)
    assert "5,000人まで" in refused.find("#refusal").text
    assert letters.LETTER in refused.find("textarea[name=body]").text
