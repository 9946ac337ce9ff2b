"""Every macro in a real browser: accessible, nothing sideways, comforts that work and pages that work without them."""

import pytest

from tests.browser.samples.content import ERRORS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_every_macro_is_accessible_and_fits_phone_and_desktop(window, samples_url, width, name):
    seen = window(samples_url, width)
    seen.go(f"/{name}")
    seen.picture(f"samples-{name}")
    assert seen.faults() == []


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_page_is_accessible_and_keeps_its_status(window, samples_url, code):
    seen = window(samples_url, 360)
    assert seen.go(f"/errors/{code}") == code
    seen.picture(f"samples-error-{code}")
    assert seen.faults() == []


@pytest.mark.parametrize("name", ["guide", "slots", "form", "confirmation", "done"])
def test_pages_lose_nothing_at_four_hundred_percent(window, samples_url, name):
    seen = window(samples_url, 320)
    seen.go(f"/{name}")
    assert seen.faults() == []


def test_the_error_summary_has_the_focus_on_load_also_without_scripts(window, samples_url):
    for scripts in (True, False):
        seen = window(samples_url, 768, java_script_enabled=scripts)
        seen.go("/errors")
        assert seen.page.locator("#error-summary:focus").count() == 1


def test_each_line_of_the_error_summary_leads_to_its_field(window, samples_url):
    seen = window(samples_url, 768)
    seen.go("/errors")
    for link in seen.page.locator("#error-summary a").all():
        link.click()
        target = link.get_attribute("href").removeprefix("#")
        assert seen.page.locator(f"[id='{target}']:focus").count() == 1, target


def test_arrow_keys_walk_from_free_time_to_free_time(window, samples_url):
    seen = window(samples_url, 1280)
    seen.go("/slots")
    seen.page.locator("a.slot").first.focus()
    seen.page.keyboard.press("ArrowDown")
    assert focused(seen) == "5月14日（木） 9時00分○空きあり"
    for _ in range(4):
        seen.page.keyboard.press("ArrowRight")
    assert focused(seen) == "5月14日（木） 15時30分○空きあり"


def test_j_k_and_slash_walk_through_a_desk_table(window, samples_url):
    seen = window(samples_url, 1280)
    seen.go("/desk")
    seen.page.keyboard.press("j")
    seen.page.keyboard.press("j")
    assert focused(seen) == "KN-1120-4410"
    seen.page.keyboard.press("k")
    assert focused(seen) == "KN-4821-9035"
    seen.page.keyboard.press("/")
    assert seen.page.locator("[data-search]:focus").count() == 1


def test_a_second_press_is_swallowed_and_told(window, samples_url):
    seen = window(samples_url, 768)
    seen.go("/confirmation")
    seen.page.evaluate(
        "window.sent = 0; document.addEventListener('submit', (event) => {"
        " window.sent += !event.defaultPrevented; event.preventDefault(); })"
    )
    press = seen.page.get_by_role("button", name="この内容で予約する")
    press.click()
    press.click(force=True)
    assert seen.page.evaluate("window.sent") == 1
    assert seen.page.locator("#live").inner_text() == "送信しています。しばらくお待ちください。"


def test_remaining_characters_are_counted_as_the_server_counts(window, samples_url):
    seen = window(samples_url, 768)
    seen.go("/form")
    seen.page.get_by_label("相談の内容").fill("𠮷野家\nです")
    assert seen.page.locator("#content-remaining").inner_text() == "あと494文字入力できます"
    seen.page.get_by_label("相談の内容").fill("あ" * 503)
    assert seen.page.locator("#content-remaining").inner_text() == "3文字多すぎます"


def test_a_refused_fragment_is_swapped_in_and_gets_the_focus(window, samples_url):
    seen = window(samples_url, 768)
    seen.go("/slots")
    seen.page.evaluate(
        "const next = document.getElementById('week-next');"
        " next.setAttribute('hx-get', '/errors/503?fragment=1'); htmx.process(next)"
    )
    seen.page.locator("#week-next").click()
    seen.page.locator("#error:focus").wait_for()
    assert seen.page.locator("h1").count() == 1
    assert [fault for fault in seen.faults() if not fault.startswith("console")] == []


def test_the_week_is_told_after_it_was_swapped(window, samples_url):
    seen = window(samples_url, 768)
    seen.go("/slots")
    seen.page.locator("#week-next").click()
    seen.page.wait_for_function("document.getElementById('live').textContent.includes('5月17日')")


def test_the_picker_leads_on_by_links_alone_without_scripts(window, samples_url):
    seen = window(samples_url, 360, java_script_enabled=False)
    seen.go("/slots")
    seen.page.locator("a.slot").first.click()
    assert seen.page.url == f"{samples_url}/form"


def test_nothing_that_is_pressed_is_printed(window, samples_url):
    seen = window(samples_url, 794)
    seen.go("/done")
    seen.page.emulate_media(media="print")
    seen.picture("samples-done-print")
    for selector in (".site-header", ".site-footer", ".actions", ".steps"):
        assert not seen.page.locator(selector).first.is_visible(), selector
    assert seen.page.locator("#booking-number").is_visible()


def test_motion_is_still_for_those_who_asked(window, samples_url):
    seen = window(samples_url, 768, reduced_motion="reduce")
    seen.go("/guide")
    assert seen.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def focused(seen) -> str:
    """The words of what has the focus."""
    return seen.page.evaluate("document.activeElement.textContent")
