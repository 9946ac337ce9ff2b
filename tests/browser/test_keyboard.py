"""An agency's letters by the keyboard alone, and the focus where a part of the page is fetched anew."""

import pytest

from tests.browser.booking_way import tab_to
from tests.browser.eyes import Window
from tests.browser.letters_sent import LETTER
from tests.browser.stage import enter, words

FOCUSED = "document.activeElement.textContent.trim()"
POLL = 61_000


def pressed(seen: Window, selector: str, key: str = "Enter") -> None:
    """Come to a place by Tab and press a key there that leads to another page."""
    tab_to(seen, selector)
    with seen.page.expect_navigation():
        seen.page.keyboard.press(key)


def ticked(seen: Window, selector: str) -> None:
    """Come to a box by Tab and tick it."""
    tab_to(seen, selector)
    seen.page.keyboard.press("Space")
    assert seen.page.evaluate("document.activeElement.checked")


def typed(seen: Window, selector: str, text: str) -> None:
    """Come to a field by Tab and type."""
    tab_to(seen, selector)
    seen.page.keyboard.type(text)


def heard(seen: Window, said: str) -> None:
    """Wait until a screen reader would have been told these words."""
    seen.page.locator("#live").filter(has_text=said).wait_for(state="attached")


def by_the_door(seen: Window, person: dict[str, str]) -> None:
    """Sign in; a wrong password leads the focus to what was wrong."""
    seen.go("/login")
    typed(seen, "#email", person["mail"])
    typed(seen, "#password", "wrong-wrong-wrong")
    pressed(seen, "main .button-primary")
    assert seen.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    typed(seen, "#password", person["password"])
    pressed(seen, "main .button-primary")


@pytest.mark.timeout(300)
def test_an_agency_searches_acquires_and_writes_without_a_pointer(window, demo, width):
    seen = window(demo.url, width)
    by_the_door(seen, demo.cast["hikari"])
    if width == 360:
        tab_to(seen, ".menu summary")
        seen.page.keyboard.press("Enter")
    pressed(seen, ".site-nav a[href='/agency/seekers']")
    pressed(seen, ".skip")
    tab_to(seen, "form[role=search] button")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#found input[name=number]").first.wait_for()
    heard(seen, "件")
    assert seen.page.evaluate(FOCUSED) == "さがす"
    ticked(seen, "#found input[name=number]")
    number = seen.page.evaluate("document.activeElement.value")
    ticked(seen, "#found input[name=purpose]")
    pressed(seen, "#found .button-primary")
    assert "1件を取得しました。" in words(seen)
    ticked(seen, f"input[value='{number}']")
    pressed(seen, "main .button-primary")
    pressed(seen, "main .button-primary")
    assert seen.page.evaluate("document.activeElement.id") == "error-summary"
    pressed_in_place(seen, ".error-summary a")
    assert seen.page.evaluate("document.activeElement.id") == "body"
    seen.page.keyboard.type(LETTER)
    pressed(seen, "main .button-primary")
    pressed(seen, "main .button-primary")
    assert "1人のうち" in words(seen)


def pressed_in_place(seen: Window, selector: str) -> None:
    """Come to a link by Tab and follow it within the page."""
    tab_to(seen, selector)
    seen.page.keyboard.press("Enter")


@pytest.mark.parametrize(("key", "path", "part"), [("suzuki", "/desk/kanagawa/today", "#day-list")])
def test_a_list_that_renews_itself_keeps_the_focus(window, demo, key, path, part):
    seen = window(demo.url)
    seen.page.clock.install()
    enter(seen, demo.cast[key]).go(path)
    tab_to(seen, f"{part} .row-acts .button")
    before = seen.page.evaluate(FOCUSED)
    seen.page.evaluate("(part) => { document.querySelector(part).dataset.old = 'yes' }", part)
    seen.page.clock.fast_forward(POLL)
    seen.page.locator(f"{part}:not([data-old])").wait_for()
    seen.page.clock.run_for(1000)
    assert seen.page.evaluate(FOCUSED) == before


def test_what_was_done_is_said_aloud(window, demo):
    seen = enter(window(demo.url), demo.cast["minato"])
    seen.go("/agency/quota")
    typed(seen, "#kept", "5")
    tab_to(seen, "main .button-primary")
    seen.page.keyboard.press("Enter")
    heard(seen, "残す通数を決めました")
