"""The day of the desk in a real browser: by the keyboard alone, kept up to date by itself, and on A4."""

import pytest

RENEW = """htmx.ajax('GET', document.getElementById('day-list').getAttribute('hx-get'),
    {source: '#day-list', target: '#day-list', swap: 'outerHTML'})"""
"""What htmx does every sixty seconds, done now."""
A4 = {"format": "A4", "print_background": False}


@pytest.fixture
def suzuki(window, demo):
    """Suzuki, counselor at Kanagawa, signed in."""

    def sign_in(width=1280):
        person = demo.cast["suzuki"]
        seen = window(demo.url, width)
        seen.go("/login")
        seen.page.locator("#email").fill(person["mail"])
        seen.page.locator("#password").fill(person["password"])
        with seen.page.expect_navigation():
            seen.page.locator("main .button-primary").click()
        return seen

    return sign_in


def focused(page):
    """The id of what has the focus."""
    return page.evaluate("document.activeElement.id")


def test_the_day_is_worked_by_keys_alone(suzuki):
    page = suzuki().page
    page.keyboard.press("j")
    first = focused(page)
    page.keyboard.press("j")
    second = focused(page)
    page.keyboard.press("k")
    assert focused(page) == first != second
    with page.expect_navigation():
        page.keyboard.press("Enter")
    number = first.removeprefix("row-")
    assert page.locator("h1").inner_text() == f"予約 {number}"
    page.keyboard.press("/")
    page.keyboard.type(number.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("a[data-row]").all_inner_texts() == [number]


def test_the_list_renews_itself_and_leaves_the_reader_where_he_is(suzuki):
    seen = suzuki()
    page = seen.page
    page.keyboard.press("j")
    here = focused(page)
    page.evaluate("document.getElementById('day-list').dataset.old = 'yes'")
    with page.expect_response(lambda answer: "/today" in answer.url) as answered:
        page.evaluate(RENEW)
    assert answered.value.request.headers["x-poll"] == "yes"
    page.wait_for_function("!document.getElementById('day-list').dataset.old")
    assert focused(page) == here
    assert seen.faults() == []


@pytest.mark.parametrize("path", ["/desk/kanagawa/today/print?day=2026-05-13", "booking"])
def test_paper_holds_words_and_no_controls(suzuki, path):
    seen = suzuki()
    if path == "booking":
        seen.go("/desk/kanagawa/today")
        path = seen.page.locator("a[data-row]").first.get_attribute("href") + "/print"
    assert seen.go(path) == 200
    seen.page.emulate_media(media="print")
    shown = "(each) => each.checkVisibility()"
    controls = f"[...document.querySelectorAll('button, form, nav, .site-header')].filter({shown}).length"
    assert seen.page.evaluate(controls) == 0
    paper = seen.page.pdf(**A4)
    assert paper.count(b"/Type /Page\n") == 1
