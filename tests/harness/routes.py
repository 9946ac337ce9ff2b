"""The URL map, as the house tests walk it."""

from flask import Flask
from werkzeug.routing import Rule

from app.factory import MOUNTS
from app.kernel.roles import Surface
from app.web.mount import Mount

# What stands in for a variable part when only the route matters.
SAMPLES = {"slug": "kanagawa", "office": "kanagawa", "number": "KNG-0000-0000", "token": "t" * 43, "day": "2026-05-13"}
BY_CONVERTER = {"Id": 1, "IntegerConverter": 1, "FloatConverter": 1.0, "PathConverter": "a/b"}


def routes(app: Flask) -> list[Rule]:
    """Every route but the static files, sorted by path."""
    return sorted((rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"), key=lambda rule: rule.rule)


def routes_of(app: Flask, mount: Mount) -> list[Rule]:
    """The routes of one line of the factory."""
    return [rule for rule in routes(app) if rule.endpoint.rpartition(".")[0] == mount.blueprint.name]


def public_sides(app: Flask) -> list[Rule]:
    """The routes that people outside the offices see."""
    outside = [mount for mount in MOUNTS if mount.surfaces & {Surface.PUBLIC, Surface.AGENCY}]
    return [rule for mount in outside for rule in routes_of(app, mount)]


def samples(rule: Rule) -> dict[str, object]:
    """A value for each variable part of a route."""
    kinds = {name: type(converter).__name__ for name, converter in rule._converters.items()}
    return {name: SAMPLES.get(name, BY_CONVERTER.get(kind, "x")) for name, kind in kinds.items()}


def address(rule: Rule) -> str:
    """A path that leads to the route."""
    built = rule.build(samples(rule), append_unknown=False)
    if built is None:
        raise AssertionError(f"no sample for {rule.rule}: add one to SAMPLES")
    return built[1]
