"""A whole booking at Kanagawa in English and in easy Japanese: pages without fault, mails in the same language."""

import re

import pytest

from tests.browser.booking_way import WEEK, fill, press, read_mails

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
WORDS = {
    "en": ("Check your booking", "Atsugi City, Kanagawa", "Your booking is complete", "Booked"),
    "ja@easy": (
        "予約（よやく）の内容（ないよう）",
        "厚木市（あつぎし）",
        "予約（よやく）ができました",
        "予約（よやく）できました",
    ),
}
"""What 確認画面, the place chosen, the done page with the first mail, and the page of the booking say."""


def read(seen, language: str, typed: dict[str, str]) -> str:
    """The words of a page without fault; in English nothing is Japanese but what was typed."""
    assert seen.faults() == []
    text = str(seen.page.locator("main").inner_text())
    if language == "en":
        left = [line for line in text.splitlines() if JAPANESE.search(line)]
        assert [line for line in left if not any(part in line for part in typed.values())] == []
    return text


PEOPLE = {
    "en": {"name": "Emma Brown", "name_kana": "エマ ブラウン", "email": "emma@example.jp", "phone": "090-7654-3211"},
    "ja@easy": {"name": "グエン アン", "name_kana": "グエン アン", "email": "anh@example.jp", "phone": "090-7654-3212"},
}


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ja@easy", 1280)])
def test_a_booking_goes_through_in_the_language_chosen_and_so_do_its_mails(window, demo_url, language, width):
    person = {**PEOPLE[language], "content": "Overtime"}
    confirmation, place, done, state = WORDS[language]
    seen = window(demo_url, width)
    seen.go(WEEK)
    seen.page.locator(f"button[name=language][value='{language}']").click()
    seen.page.locator("a.slot").first.click()
    fill(seen, person)
    seen.page.locator("#workplace").select_option("14212")
    press(seen)
    text = read(seen, language, person)
    assert confirmation in text
    assert place in text
    press(seen)
    assert done in read(seen, language, person)
    booked = read_mails(seen, seen.page.locator("#booking-number").inner_text(), person["email"])
    seen.go(f"/demo/mailbox?to={person['email']}")
    assert done in seen.page.locator("main").inner_text()
    seen.go(booked.enquiry)
    seen.page.locator("#number").fill(booked.number)
    seen.page.locator("#password").fill(booked.password)
    press(seen)
    text = read(seen, language, person)
    assert state in text
    assert place in text
