"""The way of Sato, a guest, through a booking at Kanagawa: by pointer or by keyboard alone."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browser.eyes import Window

WEEK = "/offices/kanagawa/slots?week=2026-05-18"
CONTENT = "残業代が支払われていません。\nどうしたらよいでしょうか。"
CHOSEN = ("applicant_type-0", "topic-0", "agree_tool")
SELECTED = ("residence", "workplace")
MOST_TABS = 120
MAIL_SECONDS = 30
PASSWORD = r"^\s*([A-Z0-9]{4}[- ]?[A-Z0-9]{4}[- ]?[A-Z0-9]{4})\s*$"


@dataclass(frozen=True)
class Booked:
    """What the done page and the mails said."""

    number: str
    enquiry: str
    password: str


def applicant(nth: int) -> dict[str, str]:
    """What one applicant types; each `nth` is a person of her own, so that nobody has booked before."""
    return {
        "name": "佐藤 花子",
        "name_kana": "さとう はなこ",
        "email": f"hanako{nth}@example.jp",
        "phone": f"090-1234-567{nth}",
        "content": CONTENT,
    }


def fill(window: Window, typed: dict[str, str]) -> None:
    """Answer everything the form asks, with the pointer."""
    page = window.page
    for name in CHOSEN:
        page.locator(f"#{name}").check()
    for name in SELECTED:
        page.locator(f"#{name}").select_option(index=1)
    for name, words in typed.items():
        page.locator(f"#{name}").fill(words)


def fill_by_keyboard(window: Window, typed: dict[str, str]) -> None:
    """Answer everything in the order Tab leads, without a pointer."""
    page = window.page
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        name = str(page.evaluate("document.activeElement.id"))
        if name in typed:
            page.keyboard.type(typed[name])
        elif name in CHOSEN:
            page.keyboard.press("Space")
        elif name in SELECTED:
            page.keyboard.press("ArrowDown")
        elif page.evaluate("document.activeElement.matches('.button-primary')"):
            page.keyboard.press("Enter")
            return
    raise AssertionError("Tab never came to the button of the form")


def tab_to(window: Window, selector: str) -> None:
    """Press Tab until the focus is where it is wanted; it must be seen there."""
    for _ in range(MOST_TABS):
        window.page.keyboard.press("Tab")
        if window.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            outline = window.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid", f"no focus ring on {selector}"
            return
    raise AssertionError(f"Tab never came to {selector}")


def press(window: Window) -> None:
    """Press the main button of the page and wait for the next one."""
    with window.page.expect_navigation():
        window.page.locator("main .button-primary").last.click()


def read_mails(window: Window, number: str, mail: str) -> Booked:
    """Wait for the two mails of a booking; the address and the password they tell."""
    mailbox = f"/demo/mailbox?to={mail}"
    for _ in range(MAIL_SECONDS * 2):
        window.go(mailbox)
        links = mail_links(window)
        if len(links) >= 2:
            break
        window.page.wait_for_timeout(500)
    letters = "\n".join(mail_text(window, link) for link in links)
    enquiry, password = re.search(r"https?://\S+/enquiry\S*", letters), re.search(PASSWORD, letters, re.MULTILINE)
    assert enquiry, letters
    assert password, letters
    assert number in letters
    parts = urlsplit(enquiry.group())
    return Booked(number, f"{parts.path}?{parts.query}" if parts.query else parts.path, password.group(1))


def mail_links(window: Window) -> list[str]:
    """The paths of the mails the mailbox shows."""
    links = "[...document.querySelectorAll('main table a')].map((link) => new URL(link.href).pathname)"
    return list(window.page.evaluate(links))


def mail_text(window: Window, path: str) -> str:
    """The words of one mail; the page that shows it is without fault."""
    window.go(path)
    assert window.faults() == [], path
    return str(window.page.locator("main").inner_text())
