"""docs/authorization.csv, kept by hand, against the marks and against real requests (SECURITY G1, 1.2).

Each row is a route with a method, each column one who may stand before it, each cell what he meets: `open` (also a
form that is refused), `sign-in`, `403`, `404` (another's thing, the same as a missing one).
"""

import csv
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests import doors
from tests.harness.source import ROOT
from tests.people import ROLES

TABLE = ROOT / "docs" / "authorization.csv"
STRANGERS = {who for who, role in ROLES.items() if role.value == "anonymous"}
ENDS_THE_SIGN_IN = {"/logout", "/account/sign-ins/ending", "/account/sign-ins/<ref>/ending"}
OWN_DOOR = ("/login", "/logout")
Row = dict[str, str]


def rows() -> list[Row]:
    """The table."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def key(row: Row) -> tuple[str, str]:
    """What a row is about."""
    return row["method"], row["route"]


def served(app: Flask) -> dict[tuple[str, str], Rule]:
    """Every route × method but the static files; HEAD and OPTIONS go with GET or POST."""
    found = (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")
    return {(method, rule.rule): rule for rule in found for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


@pytest.fixture(scope="module")
def app(ground) -> Iterator[Flask]:
    """The application on SQLite, made once: who may enter is the same on both databases."""
    from tests.harness.clock import FrozenClock

    made = ground.fresh_app("sqlite", FrozenClock())
    with made.app_context():
        yield made


@pytest.fixture(scope="module")
def scene(app) -> doors.Scene:
    """The filled database."""
    return doors.set_scene(app, app.extensions["clock"])


def test_every_route_and_method_has_its_row_and_every_row_its_route(app) -> None:
    listed, there = [key(row) for row in rows()], served(app)
    missing = sorted(set(there) - set(listed), key=lambda each: each[1])
    assert not missing, "add these rows to docs/authorization.csv: " + ", ".join(" ".join(each) for each in missing)
    assert not sorted(set(listed) - set(there)), "rows of docs/authorization.csv without a route"
    assert len(listed) == len(set(listed)), "a route stands twice in docs/authorization.csv"
    assert [(row["route"], row["method"]) for row in rows()] == sorted((row["route"], row["method"]) for row in rows())


def test_every_row_says_what_each_person_meets() -> None:
    assert all(set(row) == {"method", "route", *ROLES} for row in rows())
    answers = {cell for row in rows() for who, cell in row.items() if who in ROLES}
    assert answers == {"open", "sign-in", "403", "404"}


def test_the_table_and_the_marks_of_the_views_say_the_same(app) -> None:
    there, differing = served(app), []
    for row in rows():
        view = app.view_functions[there[key(row)].endpoint]
        mark = frozenset() if hasattr(view, "by_token") else view.open_to
        for who, role in ROLES.items():
            closed = "sign-in" if who in STRANGERS or hasattr(view, "by_token") else "403"  # no cookie is a token
            expected = {"open", "404", "403"} if role in mark else {closed}  # 403 inside: another jurisdiction
            if row[who] not in expected:
                differing.append(f"{row['method']} {row['route']} {who}: {row[who]}, the mark says {sorted(expected)}")
    assert not differing


@pytest.mark.parametrize("who", ROLES)
def test_each_person_meets_what_the_table_says(app, scene, who, report) -> None:
    there, unexpected = served(app), []
    for row in rows():
        met = answer(scene, who, there[key(row)], row["method"])
        if met != row[who]:
            unexpected.append(f"{row['method']} {row['route']}: {met}, not {row[who]}")
    report("authorization matrix", **{who: f"{len(rows())} cells, {len(unexpected)} unexpected"})
    assert not unexpected, f"{who}: " + "; ".join(unexpected)


@pytest.mark.parametrize("who", ["anonymous", "manager", "manager_elsewhere"])
def test_asking_for_the_head_alone_opens_no_other_door(app, scene, who) -> None:
    asked = [rule for (method, _route), rule in served(app).items() if method == "GET"]
    assert not [rule.rule for rule in asked if answer(scene, who, rule, "HEAD") != answer(scene, who, rule, "GET")]


def answer(scene: doors.Scene, who: str, rule: Rule, method: str) -> str:
    """What one person meets at one door, in the words of the table."""
    response = doors.ask(scene.browser(who), method, rule, doors.own_values(scene, rule))
    if rule.rule in ENDS_THE_SIGN_IN and method == "POST":
        scene.sign_in_again(who)
    return met(response.status_code, response.headers.get("Location", ""), rule)


def met(status: int, location: str, rule: Rule) -> str:
    """The word of the table for an answer; a status it has no word for stands as a number."""
    led_to_the_door = status == 303 and location.startswith("/login") and not rule.rule.startswith(OWN_DOOR)
    if status == 401 or led_to_the_door:
        return "sign-in"
    return str(status) if status in (403, 404, 429) or status >= 500 else "open"
