"""Whatever is stored is text on every page: the same elements, nothing run, nothing forbidden (SECURITY G8, T10)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests import doors
from tests.harness.clock import FrozenClock
from tests.harness.routes import routes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.reader import Reader

SINK = "/desk/<slug>/bookings/<number>"
LISTS_READERS = {"/desk/<slug>/office/views"}
"""Pages that grow as other pages are read."""
READING = "/reading"
"""How the addresses end of what a page does by itself at its first reading, after which it looks different."""


@pytest.fixture
def app(ground, clock: FrozenClock) -> Iterator[Flask]:
    """The application on SQLite."""
    made = ground.fresh_app("sqlite", clock)
    with made.app_context():
        yield made
        made.jinja_env.cache.clear()


@pytest.fixture
def scene(app: Flask, clock: FrozenClock) -> doors.Scene:
    """Somebody for every door, and things behind them."""
    return doors.set_scene(app, clock)


@pytest.fixture
def reader(app: Flask, browser: "Browser") -> "Iterator[Reader]":
    """A browser before the application."""
    from tests.browser.reader import Reader

    made = Reader(browser, app.extensions["settings"].public_base_url)
    yield made
    made.context.close()


def pages(app: Flask, scene: doors.Scene) -> list[tuple[Rule, str, str]]:
    """Every page with its address and who may read it."""
    found = []
    for rule in (each for each in routes(app) if "GET" in (each.methods or ())):
        who = doors.entrants()["GET", rule.rule]
        answer = doors.ask(scene.browser(who), "GET", rule, doors.own_values(scene, rule))
        if answer.status_code == 200 and answer.mimetype == "text/html":
            found.append((rule, answer.request.full_path, who))
    return found


@pytest.mark.timeout(3600)
def test_what_is_stored_is_text_on_every_page(
    app: Flask, scene: doors.Scene, reader: "Reader", figure: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    from tests.browser.stored_text import HARMLESS, fill, payloads

    every = payloads()
    columns = fill(" ".join(every).translate(HARMLESS))
    known = pages(app, scene)[:: figure(2, 1)]
    for rule in (each for each in routes(app) if each.rule.endswith(READING)):
        doors.ask(scene.browser(doors.entrants()["POST", rule.rule]), "POST", rule, doors.own_values(scene, rule))
    plain = {path: reader.read(scene.browser(who).client, path) for _rule, path, who in known}
    faults = [f"{path}: {ran}" for path, (_skeleton, ran) in plain.items() if ran]
    for turn in range(rounds := figure(1, 5)):
        first = turn * len(every) // rounds
        fill(" ".join([*every[first:], *every[:first]]))
        for rule, path, who in known:
            skeleton, ran = reader.read(scene.browser(who).client, path)
            faults += [f"{rule.rule}: {ran}"] if ran else []
            same = skeleton == plain[path][0] or rule.rule in LISTS_READERS
            faults += [] if same else [f"{rule.rule}: other elements"]
    figures = {"payloads": len(every), "columns": columns, "pages": len(known), "orders of the payloads": rounds}
    report("stored markup in a browser", **figures, **{"run, forbidden or made elements": len(faults)})
    assert len(every) >= 150
    assert faults == []


@pytest.mark.timeout(1800)
def test_without_escaping_the_browser_makes_elements_of_it(
    app: Flask, scene: doors.Scene, reader: "Reader", figure: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    """The control: nearly every payload is one, and the test above would see it."""
    from tests.browser.stored_text import HARMLESS, fill, payloads

    rule = next(each for each in routes(app) if each.rule == SINK)
    path = rule.build(doors.own_values(scene, rule))[1]
    client, every = scene.browser("manager").client, payloads()
    tried = every[:: figure(10, 1)]
    app.jinja_env.cache.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.jinja_env, "autoescape", False)
        fill(tried[0].translate(HARMLESS))
        plain, _ran = reader.read(client, path)
        seen = 0
        for payload in tried:
            fill(payload)
            seen += reader.read(client, path) != (plain, [])
    report("stored markup without escaping (control)", tried=len(tried), seen=seen)
    assert seen >= 0.95 * len(tried)
