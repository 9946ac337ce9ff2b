"""Looking at a page in a real browser: what the accessibility rules find, what overflows, a picture of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests/vendor/axe-core-4.14.1/axe.min.js").read_text()
SCREENS = ROOT / "instance/screens"
WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1280}
HEIGHT = 900
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


SMALL_TARGETS = """() =>
    [...document.querySelectorAll('button:not(.link-button), a.button, a.slot, .input, .site-nav a')]
        .filter((each) => each.checkVisibility())
        .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
        .filter(([, box]) => box.height < 43.5 || box.width < 24)
        .map(([words, box]) => `target ${Math.round(box.width)}x${Math.round(box.height)}: ${words}`)
"""


SAME_WORDS = """() => {
    const places = {};
    const note = (words, place) => (places[words.trim().replace(/\\s+/g, ' ')] ||= new Set()).add(place);
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
    shown('main a[href]').forEach((link) =>
        note(link.getAttribute('aria-label') || link.textContent, link.href.split('#')[0]));
    shown('main form button[type=submit]').forEach((button) => {
        const sent = new URLSearchParams(new FormData(button.form, button)).toString();
        note(button.textContent, sent + button.formAction);
    });
    return Object.entries(places).filter(([words, those]) => those.size > 1 || !words)
        .map(([words, those]) => `${those.size} links or buttons with the same words: ${words}`);
}"""
"""Heard out of their row, links and buttons of the same words would have to do the same."""


@dataclass
class Window:
    """One browser window of one person: its page, what went wrong in it, where its pictures go."""

    page: Page
    base_url: str
    width: int
    screens: Path | None = None
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Open a path of the site; its status."""
        response = self.page.goto(f"{self.base_url}{path}")
        return response.status if response else 0

    def resize(self, width: int) -> None:
        """Be a window of another width."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def faults(self) -> list[str]:
        """Everything wrong with the page as it stands: axe, overflow, targets, words, script and policy errors."""
        read = [*axe(self.page), *overflow(self.page), *small_targets(self.page), *same_words(self.page)]
        found = [*read, *self.complaints]
        self.complaints.clear()
        return found

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page where pictures are wanted."""
        if self.screens:
            self.screens.mkdir(parents=True, exist_ok=True)
            file = self.screens / f"{re.sub(r'[^0-9A-Za-z_]+', '-', name).strip('-')}-{self.width}.png"
            self.page.screenshot(path=file, full_page=True)


def open_window(browser: Browser, base_url: str, width: int, screens: Path | None = None, **more: Any) -> Window:
    """A fresh window with nothing in its pockets, in Japanese."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, locale="ja-JP", timezone_id="Asia/Tokyo", **more
    )
    context.set_default_timeout(40_000)
    window = Window(context.new_page(), base_url, width, screens)
    window.page.on("console", lambda message: note_console(window, message))
    window.page.on("pageerror", lambda error: window.complaints.append(f"script: {error}"))
    window.page.on("request", lambda request: note_request(window, request))
    return window


def note_console(window: Window, message: Any) -> None:
    """Remember what the browser warns of; the status of a page is judged elsewhere."""
    if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
        window.complaints.append(f"console: {message.text}")


def note_request(window: Window, request: Any) -> None:
    """Remember every request that leaves the site."""
    if not request.url.startswith((window.base_url, "data:", "about:")):
        window.complaints.append(f"foreign request: {request.url}")


AXE_RUN = """axe.run(document, {resultTypes: ['violations'], preload: {assets: ['media']}})
    .then(({violations}) => violations.flatMap(({id, help, nodes}) =>
        nodes.map(({target}) => `axe ${id}: ${help} at ${JSON.stringify(target)}`)))
"""
"""All rules that axe has on; style sheets are not loaded beforehand, which only a rule of its trials would ask for."""


def axe(page: Page) -> list[str]:
    """Every violation axe finds, all of its rules on."""
    page.evaluate(AXE)
    return list(page.evaluate(AXE_RUN))


def overflow(page: Page) -> list[str]:
    """A fault where the page is wider than its window."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"overflow: {wide} px in {window} px"] if wide > window else []


def small_targets(page: Page) -> list[str]:
    """Buttons, button-like links, times and fields that are lower than 44 px."""
    return list(page.evaluate(SMALL_TARGETS))


def same_words(page: Page) -> list[str]:
    """Links to different places and buttons for different things under the same words, and those of no words."""
    return list(page.evaluate(SAME_WORDS))
