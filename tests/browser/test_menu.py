"""The menus of many lines: behind one word on a phone, in sight on a wide screen, and never in need of a script."""

import pytest

from tests.browser.stage import enter

HOMES = {
    "yamada": "/me",
    "suzuki": "/desk/kanagawa/today",
    "kato": "/desk/kanagawa/office",
    "hikari": "/agency",
    "mori": "/bureau",
    "oda": "/bureau",
    "ueda": "/operations",
}
SMALL_PHONE = 640
ABOVE = """() => document.querySelector('h1').getBoundingClientRect().bottom
    - document.querySelector('.banner-demo').getBoundingClientRect().height"""
SHOWN = "[...document.querySelectorAll('.menu a')].filter((link) => link.checkVisibility()).length"


@pytest.mark.parametrize(("key", "home"), HOMES.items())
def test_the_heading_stands_in_the_first_screen_of_a_phone(window, demo, key, home):
    seen = enter(window(demo.url, 360, java_script_enabled=False), demo.cast[key])
    seen.go(home)
    assert seen.page.evaluate(ABOVE) < SMALL_PHONE / 2
    assert seen.page.evaluate(SHOWN) == 0


@pytest.mark.parametrize(("key", "home"), HOMES.items())
def test_the_menu_opens_and_shuts_by_keyboard_and_marks_where_one_is(window, demo, key, home):
    seen = enter(window(demo.url, 360), demo.cast[key])
    seen.go(home)
    word = seen.page.locator(".menu summary").first
    word.focus()
    word.press("Enter")
    assert seen.page.locator(".menu[open]").first.locator("[aria-current=page]").is_visible()
    assert seen.faults() == []
    word.press("Tab")
    assert seen.page.evaluate("document.activeElement.matches('.menu a')")
    word.press("Enter")
    assert seen.page.evaluate(SHOWN) == 0


@pytest.mark.parametrize("width", [768, 1280])
def test_a_wide_screen_shows_the_whole_menu_with_no_script_and_nothing_to_press(window, demo, width):
    seen = enter(window(demo.url, width, java_script_enabled=False), demo.cast["kato"])
    seen.go(HOMES["kato"])
    assert seen.page.evaluate(SHOWN) == seen.page.locator(".menu a").count() > 0
    assert seen.page.locator(".menu summary").filter(visible=True).count() == 0
