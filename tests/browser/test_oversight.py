"""Pages of oversight that a walk over links does not reach: the lifting of a stop, and what a stop will do."""

import pytest

from tests.browser.test_every_page import sign_in

KAZE = "/bureau/oversight/agencies/kaze"


@pytest.mark.timeout(300)
def test_what_a_stop_does_is_shown_without_fault_before_it_is_done(window, demo, width) -> None:
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["mori"])
    seen.go("/bureau/oversight/agencies/hikari")
    cases = seen.page.locator("main table a[href*='/cases/']")
    seen.go(f"{cases.last.get_attribute('href')}/suspensions/new")
    assert seen.faults() == []
    seen.page.locator("#reason").fill("勤め先に電話をした。")
    with seen.page.expect_navigation():
        seen.page.locator("main .button-primary").click()
    assert "是正を確認するまで" in seen.page.locator("main").inner_text()
    seen.picture("suspension-preview")
    assert seen.faults() == []


@pytest.mark.timeout(300)
def test_the_lifting_of_a_stop_is_without_fault(window, demo, width) -> None:
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["ono"])
    assert seen.go(f"{KAZE}/liftings/new") == 200
    seen.picture("lifting")
    assert seen.faults() == []


@pytest.mark.timeout(300)
def test_what_was_read_in_new_terms_is_shown_without_fault(window, demo, width) -> None:
    seen = window(demo.url, width)
    sign_in(seen, demo.cast["oda"])
    seen.go("/bureau/terms/draft")
    seen.page.locator("#effective_on").fill("令和12年6月3日")
    seen.page.locator("#text").fill(
        "１ 目的\n求人对象団体が使うときの決まりを、\nここに定めます。\n２ 利用\nだれでも使えます。"
    )
    seen.picture("terms-draft")
    assert seen.faults() == []
    with seen.page.expect_navigation():
        seen.page.locator("main .button-primary").click()
    assert "U+5BF9" in seen.page.locator("main").inner_text()
    seen.picture("terms-posting")
    assert seen.faults() == []
