"""A job seeker at Miyakonojo on the real demo: form, the mail that confirms, the mailed code; all of it looked at."""

import re

import pytest

from tests.browser.booking_way import MAIL_SECONDS, mail_links, mail_text, press

WEEK = "/offices/miyakonojo/slots?week=2026-05-18"
CHOSEN = ("registration-0", "device-2", "agree")
CODE = re.compile(r"^\s*(\d{8})\s*$", re.MULTILINE)


def applicant(nth: int) -> dict[str, str]:
    """What a job seeker types; each `nth` is a person of their own."""
    return {
        "name": "山本 一郎",
        "email": f"ichiro{nth}@example.jp",
        "phone": f"080-1111-222{nth}",
        "seeker_number": f"42010-1234567{nth}",
        "content": "事務の仕事をさがしています。",
    }


def looked_at(seen, name: str) -> None:
    """The page is without fault, and its picture is kept."""
    seen.picture(f"yamamoto-{name}")
    assert seen.faults() == [], name


def letters(seen, mail: str, wanted: int) -> str:
    """The words of all mails of an address, once there are as many as wanted."""
    for _ in range(MAIL_SECONDS * 2):
        seen.go(f"/demo/mailbox?to={mail}")
        links = mail_links(seen)
        if len(links) >= wanted:
            break
        seen.page.wait_for_timeout(500)
    return "\n".join(mail_text(seen, link) for link in links)


@pytest.mark.rule("MYK-15", "MYK-21", "MYK-25")
def test_a_job_seeker_books_and_opens_the_booking_by_a_mailed_code(window, demo_url, width):
    typed = applicant(1 if width == 360 else 2)
    seen = window(demo_url, width)
    assert seen.go(WEEK) == 200
    looked_at(seen, "slots")
    seen.page.locator("a.slot").first.click()
    for name in CHOSEN:
        seen.page.locator(f"#{name}").check()
    for name, words in typed.items():
        seen.page.locator(f"#{name}").fill(words)
    looked_at(seen, "form")
    press(seen)
    looked_at(seen, "confirmation")
    press(seen)
    looked_at(seen, "done")
    number = seen.page.locator("#booking-number").inner_text()
    assert number in letters(seen, typed["email"], 1)
    seen.go("/enquiry/codes")
    looked_at(seen, "codes")
    seen.page.locator("#number").fill(number)
    press(seen)
    looked_at(seen, "opening")
    asking = seen.page.context.new_page()
    seen.page, waiting = asking, seen.page
    found = CODE.search(letters(seen, typed["email"], 2))
    seen.page = waiting
    assert found
    seen.page.locator("#code").fill(found.group(1))
    press(seen)
    looked_at(seen, "booking")
    assert typed["name"] in seen.page.locator("main").inner_text()
    assert seen.go(f"/bookings/{number}/entry") == 409
    seen.complaints.clear()
    looked_at(seen, "entry")
    seen.go(f"/bookings/{number}")
    seen.page.locator("a[href$='/withdrawal']").first.click()
    press(seen)
    assert "予約を取り下げました" in seen.page.locator("main").inner_text()
