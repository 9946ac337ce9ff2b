"""Links that leave the process work on every surface and in the worker, and never follow the Host header (DESIGN 2)."""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.factory import MOUNTS
from app.kernel.roles import Surface
from app.web.links import link
from app.web.mount import Mount
from tests.harness.routes import routes_of, samples

BASES = {
    Surface.PUBLIC: "https://soudan.example.jp",
    Surface.AGENCY: "https://dantai.example.jp",
    Surface.INTRANET: "https://naibu.example.jp",
}
SETS = [frozenset({surface}) for surface in Surface] + [frozenset(Surface)]


@pytest.fixture(params=SETS, ids=lambda surfaces: "+".join(sorted(surface.value for surface in surfaces)))
def listener(request: pytest.FixtureRequest, make_app: Callable[..., Flask]) -> Flask:
    """An application that serves some of the surfaces, each at an address of its own."""
    bases = {f"{surface.value}_base_url": base for surface, base in BASES.items()}
    return make_app(surfaces=request.param, **bases)


def every_link(app: Flask) -> list[tuple[Rule, Mount, str]]:
    """Every route of the house with its line of the factory and its link, asked in the listener's context."""
    return [(rule, mount, link(rule.endpoint, **samples(rule))) for mount in MOUNTS for rule in routes_of(app, mount)]


def test_every_endpoint_is_linked_from_every_surface_and_the_worker(app: Flask, listener: Flask) -> None:
    with listener.app_context():
        made = every_link(app)
    for rule, mount, address in made:
        base = f"{urlsplit(address).scheme}://{urlsplit(address).netloc}"
        assert base in {BASES[surface] for surface in mount.surfaces}, rule.endpoint


def test_a_link_ignores_the_host_header(app: Flask, listener: Flask) -> None:
    with listener.app_context():
        quiet = every_link(app)
    with listener.test_request_context("/", base_url="https://evil.example"):
        assert every_link(app) == quiet


def test_a_link_leads_to_its_route(app: Flask, listener: Flask) -> None:
    with listener.app_context():
        made = every_link(app)
    adapter = app.url_map.bind("localhost")
    for rule, _, address in made:
        path = unquote(urlsplit(address).path)
        assert adapter.match(path, method=min(rule.methods or {"GET"}))[0] == rule.endpoint


def test_an_unknown_endpoint_has_no_link(listener: Flask) -> None:
    with listener.app_context(), pytest.raises(KeyError):
        link("nobody.nothing")
