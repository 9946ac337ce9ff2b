"""Two people, or two tabs, at one thing of the inbox: the second is told what the first did and loses no word."""

import pytest

from app.db import db
from app.messages.models.messages import SendReserve
from app.messages.usecases.sending import send_first_invitations
from tests import letters
from tests.factories import enlist
from tests.page import Page

ASSIGNING = "form[action$=assignment]"


@pytest.fixture
def number(hikari, clock) -> str:
    """A thread that nobody sees to yet."""
    (record_id,) = letters.offer(1)
    sent = send_first_invitations(hikari.agency_id, [record_id], letters.LETTER, by=hikari, now=clock.now())
    return letters.numbers_of_threads(sent.threads)[record_id]


@pytest.mark.rule("AGY-048")
def test_of_two_who_hand_a_thread_over_the_second_is_told_of_the_first(browser, number) -> None:
    people = enlist("hikari", "hikari2")
    opened = browser.get(f"/agency/threads/{number}")
    browser.submit(opened, ASSIGNING, account=str(people["hikari2"]), status=303)
    browser.submit(opened, ASSIGNING, account=str(people["hikari2"]), status=303)
    refused = browser.submit(opened, ASSIGNING, account=str(people["hikari"]), status=409)
    assert "担当者を変えました" in refused.find("#refusal").get_text()
    chosen = [each["value"] for each in refused.all(f"{ASSIGNING} option[selected]")]
    assert chosen == [str(people["hikari"])]
    name = refused.find(f'{ASSIGNING} option[value="{people["hikari2"]}"]').get_text()
    assert f"いまの担当者：{name}" in refused.find(ASSIGNING).get_text()
    browser.submit(refused, ASSIGNING, status=303)
    assert "いまの担当者：決まっていません" in handed_back(browser, number, opened).text


def handed_back(browser: Page, number: str, opened):
    """The page after a colleague has given the thread to nobody and somebody chooses from an older page."""
    path = f"/agency/threads/{number}"
    before = browser.get(path)
    browser.submit(before, ASSIGNING, account="", status=303)
    return browser.submit(before, ASSIGNING, account=str(enlist("hikari2")["hikari2"]), status=409)


@pytest.mark.rule("AGY-060")
def test_of_two_who_keep_for_answers_the_second_is_told_of_the_first(browser) -> None:
    opened = browser.get("/agency/quota")
    browser.submit(opened, kept="300", status=303)
    browser.submit(opened, kept="300", status=303)
    refused = browser.submit(opened, kept="50", status=409)
    assert "300通です" in refused.find("#refusal").get_text()
    assert refused.find("#kept")["value"] == "50"
    assert db.session.scalar(db.select(SendReserve.kept)) == 300
    db.session.rollback()
    browser.submit(browser.submit(opened, kept="x", status=422), kept="50", status=409)
    browser.submit(refused, status=303)
    assert db.session.scalar(db.select(SendReserve.kept)) == 50
