"""What watchers look at takes the statements for forty agencies that it takes for one (DESIGN 3.12)."""

import pytest

from tests.agency_crowd import crowd, statements


@pytest.mark.parametrize("path", ["", "/reports", "/oversight/overdue", "/oversight/agencies"])
@pytest.mark.parametrize("key", ["mori", "oda"])
def test_forty_agencies_take_the_statements_of_one(hikari, browser_of, clock, key, path):
    clock.set("2026-05-21T10:00:00")
    watcher = browser_of(key)
    watcher.get(f"/bureau{path}")
    few = statements(lambda: watcher.get(f"/bureau{path}"))
    crowd("hikari", 40)
    assert statements(lambda: watcher.get(f"/bureau{path}")) == few
    assert "41" in watcher.get("/bureau").text
    assert not path or "団体9039" in watcher.get(f"/bureau{path}").text


def test_forty_registered_agencies_take_the_statements_of_one(hikari, mori):
    mori.get("/bureau/registrations")
    few = statements(lambda: mori.get("/bureau/registrations"))
    crowd("hikari", 40)
    assert statements(lambda: mori.get("/bureau/registrations")) == few
    assert "団体9039" in mori.get("/bureau/registrations").text
