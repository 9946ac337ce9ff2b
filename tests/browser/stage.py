"""The stage of the walkthrough: the demo, its people at their windows, and what a reader does there."""

import re
from dataclasses import dataclass, field

from tests.browser import booking_way as way


@dataclass
class Stage:
    """The demo and its people: Sato, who books, Suzuki, who counsels, Kato, who manages; others are met later."""

    demo: object
    window: object
    sato: object
    suzuki: object
    kato: object
    booked: dict[str, way.Booked] = field(default_factory=dict)
    met: dict[str, object] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    case: str = ""

    def clock(self, moment: str) -> None:
        """Move the clock as the reader does."""
        self.demo.flask("demo", "clock", f"{moment}+09:00")

    def meet(self, key: str):
        """The window of one of the cast, signed in."""
        if key not in self.met:
            self.met[key] = enter(self.window(self.demo.url), self.demo.cast[key])
        return self.met[key]


def enter(seen, person: dict[str, str]):
    """Come in by the door."""
    seen.go("/login")
    type_into(seen, email=person["mail"], password=person["password"])
    way.press(seen)
    return seen


def words(seen, selector: str = "main") -> str:
    """What stands in a part of the page."""
    return str(seen.page.locator(selector).first.inner_text())


def type_into(seen, **typed: str) -> None:
    """Fill fields by their names."""
    for name, text in typed.items():
        seen.page.locator(f"#{name}").fill(text)


def click(seen, name: str, inside: str = "main") -> None:
    """Press what is called so, a link or a button, and wait for the page it leads to."""
    pressed = seen.page.locator(inside).locator("a, button").filter(has_text=name)
    with seen.page.expect_navigation():
        pressed.first.click()


def choose(seen, *beginnings: str) -> None:
    """Choose answers by how their words begin."""
    for words_begin in beginnings:
        seen.page.get_by_label(re.compile(f"^{words_begin}")).check()


def mails_to(seen, address: str, count: int, newest: int | None = None) -> list[str]:
    """The words of the mails to an address, the newest first, once there are so many; or of the `newest` alone."""
    for _ in range(way.MAIL_SECONDS * 2):
        seen.go(f"/demo/mailbox?to={address}")
        links = way.mail_links(seen)
        if len(links) >= count:
            return [way.mail_text(seen, link) for link in links[:newest]]
        seen.page.wait_for_timeout(500)
    raise AssertionError(f"fewer than {count} mails to {address}")
