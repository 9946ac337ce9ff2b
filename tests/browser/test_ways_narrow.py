"""The desk on a telephone: no table is wider than the window, and every cell says of which head it is."""

import pytest

from tests.browser.booking_way import press

PAGES = ("today", "week", "worklists", "intake", "figures", "office/closures", "office/counselors", "office/use")
WIDER = """[...document.querySelectorAll('.table-scroll')].filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.querySelector('caption').textContent)"""
UNSAID = """[...document.querySelectorAll('.table:not(.table-small) tbody :is(th, td)')]
    .filter((each) => each.checkVisibility() && !each.dataset.label).map((each) => each.textContent.trim())"""


@pytest.mark.parametrize("narrow", [360, 768])
def test_no_table_of_the_desk_scrolls_sideways(window, demo, narrow):
    kato = window(demo.url, narrow)
    kato.go("/login")
    kato.page.locator("#email").fill(demo.cast["kato"]["mail"])
    kato.page.locator("#password").fill(demo.cast["kato"]["password"])
    press(kato)
    for page in PAGES:
        assert kato.go(f"/desk/kanagawa/{page}") == 200
        assert (page, kato.page.evaluate(WIDER), kato.page.evaluate(UNSAID)) == (page, [], [])
        assert (page, kato.faults()) == (page, [])
