"""The desks of offices whose bookings begin in other ways, looked at in both widths: intake, arranging, replies."""

import pytest

from tests.browser.test_links import link_in_mail

TOLD = {
    "name": "山本 一郎",
    "seeker_number": "42010-12345678",
    "phone": "080-1111-2222",
    "content": "事務の仕事をさがしています。",
    "companion": "手話通訳の方",
    "reason": "面接が明日のため",
}
CHOSEN = {"registration": "hellowork", "device": "pc", "terms_read": "homepage"}
HOURS = {360: "15:00", 1280: "15:30"}
"""Each width has times of its own: both walk through the same demo."""


@pytest.fixture
def at_desk(window, demo, width):
    """`at_desk("tanaka")`: somebody of the cast, signed in."""
    cast = demo.cast

    def come_in(key: str):
        seen = window(demo.url, width)
        seen.go("/login")
        seen.page.locator("#email").fill(cast[key]["mail"])
        seen.page.locator("#password").fill(cast[key]["password"])
        press(seen)
        return seen

    return come_in


def press(seen, selector: str = "main .button-primary") -> None:
    """Press a button and wait for the page it leads to."""
    with seen.page.expect_navigation():
        seen.page.locator(selector).last.click()


def looked_at(seen, name: str) -> None:
    """The page as it stands is without fault."""
    seen.picture(f"elsewhere-{name}")
    assert (name, seen.faults()) == (name, [])


def take_down(seen, office: str, slot: str, mail: str) -> str:
    """Take a caller's application down; the address of the booking."""
    seen.go(f"/desk/{office}/intake/new?slot={slot}")
    for name, text in {**TOLD, "email": mail}.items():
        if seen.page.locator(f"main #{name}").count():
            seen.page.locator(f"main #{name}").fill(text)
    for name, value in CHOSEN.items():
        if seen.page.locator(f"main [name={name}]").count():
            seen.page.locator(f"main [name={name}][value={value}]").check()
    looked_at(seen, f"intake-{office}")
    press(seen, "main form .button-primary")
    return str(seen.page.url).partition("/desk")[2]


@pytest.mark.rule("NGS-22", "NGS-25")
def test_a_request_is_arranged_held_and_followed_by_the_next_booking(at_desk, width):
    tanaka = at_desk("tanaka")
    tanaka.go("/desk/nagasaki_main/intake")
    looked_at(tanaka, "picker")
    page = "/desk" + take_down(tanaka, "nagasaki_main", f"2026-05-11T{HOURS[width]}", f"walk{width}@example.jp")
    looked_at(tanaka, "request")
    tanaka.go(f"{page}/arrangement")
    looked_at(tanaka, "arrangement")
    tanaka.page.locator("#counselor").select_option(index=1)
    tanaka.page.locator("#url").fill(f"https://meet.teleoffice.jp/walk{width}")
    tanaka.page.locator("#reason").fill(TOLD["reason"])
    press(tanaka)
    tanaka.go(f"{page}/admission")
    looked_at(tanaka, "admission")
    press(tanaka)
    looked_at(tanaka, "session")
    for noun in ("session-kind", "stop", "completion", "follow-up"):
        tanaka.go(f"{page}/{noun}")
        looked_at(tanaka, noun)
    tanaka.page.locator("#slot").select_option(index=40)
    tanaka.page.locator("[name=told_by][value=telephone]").check()
    press(tanaka)
    tanaka.go("/desk/nagasaki_main/worklists")
    looked_at(tanaka, "waiting")
    number = tanaka.page.locator("#to-tell a[data-row]").last.inner_text()
    tanaka.go(f"/desk/nagasaki_main/bookings/{number}/call")
    looked_at(tanaka, "call")
    press(tanaka)
    tanaka.go("/desk/nagasaki_main/worklists")
    assert number not in tanaka.page.locator("#to-tell").inner_text()


@pytest.mark.rule("MYK-18", "MYK-19")
def test_a_reply_comes_in_by_its_button(at_desk, window, demo, width):
    ito, mail = at_desk("ito"), f"reply{width}@example.jp"
    page = "/desk" + take_down(ito, "miyakonojo", f"2026-05-20T{HOURS[width]}", mail)
    ito.go(f"{page}/reply")
    looked_at(ito, "reply-entry")
    person = window(demo.url, width)
    person.go(link_in_mail(person, mail, "/replies/"))
    looked_at(person, "reply")
    press(person)
    assert "ご予約は確定しています" in person.page.locator("main").inner_text()
    looked_at(person, "replied")
