"""What an agency sees of a thread that is over, refused or hidden; what stands above its boxes (AGY-050 to -069)."""

import pytest
from sqlalchemy import delete

from app.agencies.models.participation import Suspension
from app.agencies.terms.participation import SuspensionEnd
from app.db import db
from app.messages.usecases.blocking import block_agency
from app.seekers.effects.acquisitions import pseudonym
from tests import letters
from tests.factories import sign_in_as
from tests.usecases.messages.test_inviting import stop
from tests.web.messages.test_agency_inbox import ANSWER, QUESTION, THREADS, answer, shown, threads

__all__ = ["threads"]


@pytest.mark.rule("AGY-055")
def test_threads_from_before_a_stop_of_use_are_gone(browser, hikari, threads, clock) -> None:
    stop(hikari.agency_id, clock.now())
    sign_in_as(browser, "hikari")
    browser.get(THREADS, status=403)
    lifted(hikari.agency_id)
    assert shown(browser) == []
    browser.get(f"{THREADS}/{threads[0][1]}", status=404)


@db.write
def lifted(agency_id: int) -> None:
    """The suspension is over; the count of stops stays."""
    db.session.execute(delete(Suspension))


@pytest.mark.rule("AGY-055")
def test_while_facts_are_found_nothing_of_seekers_is_shown(browser, hikari, threads, clock) -> None:
    stop(hikari.agency_id, clock.now(), SuspensionEnd.UNTIL_FACTS_CONFIRMED)
    sign_in_as(browser, "hikari")
    number = threads[0][1]
    for path in (THREADS, f"{THREADS}/{number}"):
        assert "停止されている" in browser.get(path, status=403).text
    browser.post(f"{THREADS}/{number}/reading", status=403)
    refused = answer(browser, number, status=409)
    assert refused.find("textarea[name=body]").text.strip() == ANSWER
    assert refused.find("h1").text == "送れなかった回答"
    for hidden in (
        QUESTION,
        pseudonym(hikari.agency_id, threads[0][0]),
        threads[1][1],
        "2026年5月13日",
        "担当者を決める",
    ):
        assert hidden not in refused.find("main").decode()
    clock.set("2026-07-20T10:00:00+09:00")
    sign_in_as(browser, "hikari")
    home = browser.get("/agency").html
    assert number not in home
    assert pseudonym(hikari.agency_id, threads[0][0]) not in home
    composed = browser.post("/agency/letters", {"all": "uninvited"}, status=409)
    assert pseudonym(hikari.agency_id, threads[0][0]) not in composed.html


@pytest.mark.rule("AGY-050")
def test_a_refused_thread_tells_no_date_and_is_found_by_no_word(browser, hikari, threads, clock) -> None:
    record_id, number = threads[0]
    assert answer(browser, number).status == 303
    block_agency(record_id, hikari.agency_id, by=hikari, now=clock.now())
    card = browser.get(f"{THREADS}?box=blocked").find("#agency-threads li.card")
    assert "受信拒否により削除済" in card.text
    assert "2026年" not in card.text
    assert shown(browser, "?q=来週の水曜日") == []
    assert shown(browser, "?box=answered") == []


@pytest.mark.rule("AGY-053")
def test_past_the_day_of_deletion_the_exchange_is_gone_for_the_agency(browser, threads, clock) -> None:
    clock.set("2026-08-01T10:00:00+09:00")
    sign_in_as(browser, "hikari")
    page = browser.get(f"{THREADS}/{threads[0][1]}")
    assert "求職情報の削除により終了" in page.text
    assert QUESTION not in page.html
    assert letters.LETTER not in page.html
    assert shown(browser, "?box=unread") == []


@pytest.mark.rule("AGY-069")
def test_above_each_box_stands_what_may_not_be_written(browser, hikari, threads, clock) -> None:
    thread = browser.get(f"{THREADS}/{threads[0][1]}").find("#agency-thread-end").text
    form = {"number": [pseudonym(hikari.agency_id, threads[0][0])]}
    letter = browser.post("/agency/letters", form).find("#dispatch-letter").text
    for said in (thread, letter):
        assert "派遣労働者として登録するよう勧めることはできません" in said
        assert "個人が分かることは書けません" in said


@pytest.mark.parametrize(
    "place", ["0001-01-01T00:00:00+09:00_1", "9999-12-31T23:59:59-09:00_1", "2026-05-13T10:00:00+09:00_-", "x_1", "_"]
)
def test_a_place_that_cannot_be_is_the_first_page(browser, threads, place: str) -> None:
    assert len(shown(browser, f"?after={place.replace('+', '%2B')}")) == 20
