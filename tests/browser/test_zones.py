"""Whose machine is set to New York sees the times of Japan, also when its clocks change (SECURITY I10, G13)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.factories import OPENING, open_offices
from tests.harness.clock import FrozenClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHANGES = {"2026-03-08T16:00:00": "2026-03-12", "2026-11-01T15:00:00": "2026-11-06"}
"""The second in which New York's clocks change, and a day of the week after it."""


@pytest.fixture
def app(ground, clock: FrozenClock) -> Iterator[Flask]:
    """The application on SQLite, its offices open since a year."""
    made = ground.fresh_app("sqlite", clock)
    with made.app_context():
        open_offices(OPENING.replace(year=2025))
        yield made


@pytest.mark.parametrize("moment", CHANGES)
def test_the_zone_of_the_browser_changes_nothing(
    app: Flask, clock: FrozenClock, browser: "Browser", moment: str
) -> None:
    clock.set(moment)
    tokyo, new_york = (read(app, browser, zone, CHANGES[moment]) for zone in ("Asia/Tokyo", "America/New_York"))
    assert tokyo == new_york
    assert "10時00分から" in tokyo[-1]


def read(app: Flask, browser: "Browser", zone: str, day: str) -> list[str]:
    """What stands on the page of the week and on the form for ten o'clock of the day, in a browser of a zone."""
    from tests.browser.reader import Reader

    reader = Reader(browser, app.extensions["settings"].public_base_url, zone)
    found = []
    for path in (f"/offices/kanagawa/slots?week={day}", f"/offices/kanagawa/bookings/new?slot={day}T10:00"):
        reader.read(app.test_client(), path)
        assert reader.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        found.append(reader.page.inner_text("main"))
    reader.context.close()
    return found
