"""A booking at Kanagawa on the real demo, from the picker to the withdrawal, every page of it looked at."""

import pytest

from tests.browser.booking_way import WEEK, applicant, fill, fill_by_keyboard, press, read_mails, tab_to


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"sato-{name}")
    assert seen.faults() == [], name


@pytest.mark.rule("KNG-25", "KNG-38")
def test_sato_books_reads_her_mails_looks_it_up_and_withdraws(window, demo_url, width):
    sato = applicant(1 if width == 360 else 2)
    seen = window(demo_url, width)
    assert seen.go(WEEK) == 200
    looked_at(seen, "slots")
    seen.page.locator("a.slot").first.click()
    looked_at(seen, "form")
    fill(seen, sato)
    press(seen)
    looked_at(seen, "confirmation")
    press(seen)
    looked_at(seen, "done")
    number = seen.page.locator("#booking-number").inner_text()
    booked = read_mails(seen, number, sato["email"])
    seen.go(booked.enquiry)
    looked_at(seen, "enquiry")
    seen.page.locator("#number").fill(booked.number)
    seen.page.locator("#password").fill(booked.password)
    press(seen)
    looked_at(seen, "booking")
    seen.page.locator("a[href$='/withdrawal']").first.click()
    looked_at(seen, "withdrawal")
    press(seen)
    looked_at(seen, "withdrawn")
    assert "予約を取り下げました" in seen.page.locator("main").inner_text()


def test_a_booking_can_be_made_with_the_keyboard_alone(window, demo_url):
    seen = window(demo_url, 1280)
    assert seen.go(WEEK) == 200
    tab_to(seen, "a.slot")
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/bookings/new?**")
    fill_by_keyboard(seen, applicant(3))
    seen.page.wait_for_url("**/bookings/confirmation")
    tab_to(seen, "main .button-primary")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#booking-number").wait_for()


def test_an_empty_form_says_what_to_put_right_and_takes_the_focus_there(window, demo_url, width):
    seen = window(demo_url, width)
    assert seen.go(WEEK) == 200
    seen.page.locator("a.slot").first.click()
    press(seen)
    assert seen.page.locator("#error-summary:focus").count() == 1
    looked_at(seen, "errors")


def test_a_correction_from_the_confirmation_page_keeps_every_word(window, demo_url):
    seen = window(demo_url, 768)
    assert seen.go(WEEK) == 200
    seen.page.locator("a.slot").nth(1).click()
    fill(seen, applicant(4))
    press(seen)
    seen.page.get_by_role("button", name="修正する").first.click()
    kept = {name: seen.page.locator(f"#{name}").input_value() for name in applicant(4)}
    assert kept == applicant(4)
