"""Every page of every role, at both widths: accessible with no rule off, nothing sideways, nothing foreign."""

import json

import pytest

from tests.browser.walk import FILES, route_of, walk
from tests.harness.applications import build_app, settings_for
from tests.harness.clock import FrozenClock

OPEN_TO_ALL = ("/", "/enquiry", "/demo/mailbox", "/login")
ENTRANCES = (*OPEN_TO_ALL, "/account", "/me", "/desk", "/agency", "/bureau", "/operations")
NO_PAGES = {
    "static": "files",
    "health.healthz": "a word for machines",
    "health.readyz": "a word for machines",
    "health.metrics": "figures for machines",
    "accounts.picture": "a picture",
}
LOOKED_AT_ELSEWHERE = {
    "accounts.invitation": "a link in a mail: test_links",
    "accounts.password_reset": "a link in a mail: test_links",
    "accounts.second_factor": "on the way in of who has one: test_links",
}


@pytest.fixture(scope="module")
def routes(tmp_path_factory):
    """The whole URL map."""
    instance = tmp_path_factory.mktemp("routes")
    return build_app(settings_for(f"sqlite:///{instance}/none.db", instance), FrozenClock()).url_map


def cast_of(demo) -> list[dict[str, str]]:
    """A guest, then everyone who can sign in to the demo."""
    return [{"name": "guest"}, *json.loads(demo.flask("demo", "cast", "--json"))]


def sign_in(seen, person: dict[str, str]) -> None:
    """Sign a person of the cast in; the guest stays as he is."""
    if "password" not in person:
        return
    seen.go("/login")
    seen.page.locator("#email").fill(person["mail"])
    seen.page.locator("#password").fill(person["password"])
    with seen.page.expect_navigation():
        seen.page.locator("main .button-primary").click()


def pages_of(routes) -> set[str]:
    """The routes of the URL map that are pages one can walk to."""
    gets = [rule for rule in routes.iter_rules() if "GET" in rule.methods and not rule.rule.endswith(FILES)]
    return {rule.endpoint for rule in gets} - NO_PAGES.keys() - LOOKED_AT_ELSEWHERE.keys()


@pytest.mark.timeout(600)
def test_every_page_of_every_role_is_without_fault(window, demo, routes, width):
    faults, reached = {}, set()
    for person in cast_of(demo):
        seen = window(demo.url, width)
        sign_in(seen, person)
        starts = [path for path in ENTRANCES if route_of(routes, path) and seen.go(path) == 200]
        found = walk(seen, routes, starts, person["name"])
        faults |= {f"{person['name']} {path}": wrong for path, wrong in found.faults.items()}
        reached |= found.seen.keys()
    assert faults == {}
    assert sorted(pages_of(routes) - reached) == []
