"""What people must be able to do by the keyboard alone: withdraw, bring an authenticator, decide at a bureau, leave."""

import pytest

from tests.browser import booking_way as way
from tests.browser.eyes import Window
from tests.browser.stage import Stage, click, enter, words
from tests.browser.test_keyboard import by_the_door, pressed, ticked, typed
from tests.browser.walkthrough_agencies import OWN, account_is_made, apply_for_use
from tests.harness.authenticators import code_in_hand

MAIN = "main .button-primary"
TYPING_SECONDS = 20


@pytest.fixture(scope="module")
def own_demo(chromium, ground):
    """A demo that nobody else looks at: what is decided here would stop others."""
    from tests.browser.served import serving_demo

    with serving_demo(ground.root, f"duties-{ground.worker}") as running:
        yield running


def left(seen: Window) -> None:
    """Sign out, and be nobody."""
    pressed(seen, ".who button")
    seen.go("/account")
    assert "/login" in seen.page.url


def test_a_booking_is_withdrawn_without_a_pointer(window, demo_url, width):
    person = window(demo_url, width)
    person.go("/offices/kanagawa/slots?week=2026-06-15")
    person.page.locator("a.slot").first.click()
    way.fill(person, way.applicant(5 if width == 360 else 6))
    way.press(person)
    way.press(person)
    pressed(person, "main a[href$='/withdrawal']")
    assert person.faults() == []
    pressed(person, MAIN)
    assert "予約を取り下げました" in words(person)


def test_an_authenticator_is_brought_without_a_pointer(window, own_demo, width):
    person = own_demo.cast["suzuki" if width == 360 else "kato"]
    seen = window(own_demo.url, width)
    by_the_door(seen, person)
    pressed(seen, ".who a")
    pressed(seen, "main a[href='/account/second-factor']")
    typed(seen, "#password", person["password"])
    pressed(seen, MAIN)
    secret = words(seen, "#secret .number").replace(" ", "")
    typed(seen, "#code", "000000")
    pressed(seen, MAIN)
    assert seen.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    typed(seen, "#code", code_in_hand(secret, TYPING_SECONDS))
    pressed(seen, MAIN)
    assert "2段階認証を設定しました" in words(seen)
    left(seen)


@pytest.mark.timeout(300)
def test_a_bureau_takes_and_stops_without_a_pointer(window, own_demo):
    sora = account_is_made(Stage(own_demo, window, None, None, None))
    apply_for_use(sora, **OWN)
    click(sora, "この内容で登録する", "main form")
    seen = window(own_demo.url)
    by_the_door(seen, own_demo.cast["mori"])
    pressed(seen, ".site-nav a[href='/bureau/applications']")
    number = sora.page.url.partition("?")[0].rpartition("/")[2]
    pressed(seen, f"main a[href$='{number}']")
    ticked(seen, "main [name=way]")
    typed(seen, "#received_on", "令和8年5月11日")
    pressed(seen, MAIN)
    pressed(seen, MAIN)
    assert "申請を処理しました" in words(seen)
    seen.go("/bureau/oversight/agencies/hikari")
    pressed(seen, "main table a[href*='/cases/']")
    pressed(seen, "main a[href$='/suspensions/new']")
    typed(seen, "#reason", "勤め先に電話をした。")
    pressed(seen, MAIN)
    assert seen.faults() == []
    pressed(seen, "main form .actions button")
    stopped = enter(window(own_demo.url), own_demo.cast["hikari"])
    stopped.go("/agency")
    assert "停止中" in words(stopped)
    left(seen)
