"""Every route says who may enter, on which surface, and whether the daily stop covers it (DESIGN 2, 5)."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter, Rule

from app.factory import MOUNTS
from app.kernel.roles import Role, Surface
from app.web.access import MARK
from app.web.mount import Mount
from tests.harness.routes import address, public_sides, routes, routes_of

SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|\.well-known")
"""The last is the place that RFC 8615 gives to what every site says of itself."""
VERBS = {
    "add",
    "apply",
    "cancel",
    "change",
    "create",
    "delete",
    "do",
    "edit",
    "get",
    "list",
    "make",
    "modify",
    "remove",
}
VERBS |= {"save", "send", "set", "show", "submit", "update", "view", "withdraw", "approve", "suspend", "terminate"}
STOPPED = ("/agency", "/agencies", "/bureau", "/me/inbox", "/me/record", "/api")
NUMBERS = {"Id", "IntegerConverter", "FloatConverter"}
AT_THE_DOOR = {"static", "healthz", "readyz", "metrics"}


def below(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path is one of the prefixes or stands below one."""
    return any(path == prefix or path.startswith(prefix + "/") for prefix in prefixes)


@pytest.fixture
def every_route(app: Flask) -> list[Rule]:
    """Every route but the static files."""
    return routes(app)


def test_every_route_says_who_may_enter(app: Flask, every_route: list[Rule]) -> None:
    silent = [rule.rule for rule in every_route if not getattr(app.view_functions[rule.endpoint], MARK, None)]
    assert not silent


def test_a_mark_names_roles_only(app: Flask, every_route: list[Rule]) -> None:
    marks = [getattr(app.view_functions[rule.endpoint], MARK) for rule in every_route]
    assert all(isinstance(role, Role) for mark in marks for role in mark)


def test_every_route_belongs_to_a_line_of_the_factory(every_route: list[Rule]) -> None:
    names = {mount.blueprint.name for mount in MOUNTS}
    homeless = {rule.endpoint for rule in every_route if rule.endpoint.rpartition(".")[0] not in names}
    assert not {name for name in homeless if name.rpartition(".")[2] not in AT_THE_DOOR}


@pytest.mark.parametrize("mount", MOUNTS, ids=lambda mount: mount.blueprint.name)
def test_every_line_of_the_factory_says_surfaces_and_stop(mount: Mount) -> None:
    assert mount.surfaces <= frozenset(Surface)
    assert mount.surfaces
    assert isinstance(mount.stop, bool)


def test_the_factory_lists_in_alphabetical_order() -> None:
    names = [mount.blueprint.name for mount in MOUNTS]
    assert names == sorted(names)


@pytest.mark.rule("AGY-119")
@pytest.mark.parametrize("mount", MOUNTS, ids=lambda mount: mount.blueprint.name)
def test_the_daily_stop_covers_the_information_service_and_no_booking(app: Flask, mount: Mount) -> None:
    paths = [rule.rule for rule in routes_of(app, mount)]
    assert not [path for path in paths if below(path, STOPPED) is not mount.stop]


def test_paths_are_nouns_in_kebab_case(every_route: list[Rule]) -> None:
    parts = [(rule.rule, part) for rule in every_route for part in rule.rule.strip("/").split("/") if part]
    fixed = [(path, part) for path, part in parts if "<" not in part]
    assert not [path for path, part in fixed if not SEGMENT.fullmatch(part) or part in VERBS]


def test_public_paths_hold_no_numbers_of_rows(app: Flask) -> None:
    def counts(converter: BaseConverter) -> bool:
        return type(converter).__name__ in NUMBERS

    numbered = {rule.rule for rule in public_sides(app) if any(map(counts, rule._converters.values()))}
    assert not numbered


def test_no_act_is_done_by_get(every_route: list[Rule]) -> None:
    both = {"GET", "POST"}
    mixed = [rule.rule for rule in every_route if both <= (rule.methods or set())]
    assert not mixed, "one function for showing, one for doing"


@pytest.mark.parametrize("surface", Surface, ids=lambda surface: surface.value)
def test_a_listener_has_no_route_of_another_surface(
    app: Flask, make_app: Callable[..., Flask], surface: Surface
) -> None:
    listener = make_app(surfaces=frozenset({surface})).test_client()
    served = {rule.rule for mount in MOUNTS if surface in mount.surfaces for rule in routes_of(app, mount)}
    foreign = [rule for mount in MOUNTS if surface not in mount.surfaces for rule in routes_of(app, mount)]
    for rule in foreign:
        method = "GET" if "GET" in (rule.methods or set()) else "POST"
        status = listener.open(address(rule), method=method).status_code
        assert status in (404, 405) if rule.rule in served else status == 404, f"{method} {rule.rule}"


@pytest.mark.usefixtures("offices")
def test_showing_a_page_writes_nothing(app: Flask, every_route: list[Rule]) -> None:
    client = app.test_client()
    for rule in every_route:
        if "GET" in (rule.methods or set()):
            assert client.get(address(rule)).status_code < 500, rule.rule
