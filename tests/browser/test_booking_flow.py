"""What only a real browser shows of booking: weeks by htmx and back, no script at all, an emptied device."""

import pytest

from tests.browser import booking_way as way

SLOTS = "/offices/kanagawa/slots"


@pytest.mark.rule("KNG-18")
def test_the_whole_way_works_without_a_script(window, demo_url):
    person = window(demo_url, java_script_enabled=False)
    person.go(f"{SLOTS}?week=2026-05-25")
    person.page.locator("#week-next").click()
    assert "week=2026-06-01" in person.page.url
    person.page.locator("a.slot").first.click()
    way.fill(person, way.applicant(7))
    way.press(person)
    way.press(person)
    number = person.page.inner_text("#booking-number")
    assert len(number) == 10
    person.page.get_by_role("link", name="予約を取り下げる").click()
    way.press(person)
    assert "予約を取り下げました" in person.page.inner_text("main")


def test_the_next_week_comes_without_a_new_page_and_back_leads_back(window, demo_url, width):
    person = window(demo_url, width)
    person.go(f"{SLOTS}?week=2026-05-18")
    person.page.evaluate("window.sameDocument = true")
    person.page.locator("#week-next").click()
    person.page.wait_for_url("**week=2026-05-25")
    assert person.page.evaluate("window.sameDocument")
    assert "5月25日（月）" in person.page.inner_text("#week")
    assert "5月25日" in person.page.inner_text("#live")
    assert person.faults() == []
    person.page.go_back()
    person.page.locator("#week", has_text="5月18日").wait_for()


def test_after_ending_nothing_of_the_booking_is_left_in_the_browser(window, demo_url):
    person = window(demo_url)
    person.go(f"{SLOTS}?week=2026-06-08")
    person.page.locator("a.slot").first.click()
    way.fill(person, way.applicant(8))
    way.press(person)
    way.press(person)
    number = person.page.inner_text("#booking-number")
    person.page.get_by_role("button", name="終了する").click()
    assert "終了しました" in person.page.inner_text("h1")
    assert person.page.context.cookies() == []
    stored = person.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not [word for word in (number, "hanako", "佐藤") if word in stored]
    assert person.go(f"/bookings/{number}") == 404
    assert number not in person.page.inner_text("body")
