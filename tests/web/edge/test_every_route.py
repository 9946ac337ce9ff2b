"""What holds for each route there is: methods, forgeries, faults."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.routing import Rule

from app.web.errors import too_many
from app.web.limiter import Exceeded
from tests import factories
from tests.harness.readonly import written_table

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
SAMPLES = {
    "slug": "kanagawa",
    "number": "0000000000",
    "day": "2026-05-13",
    "token": "t" * 32,
    "filename": "img/mark.svg",
}
NAME = "佐藤花子"
FORGERIES = [
    {},
    {"data": {"csrf_token": "guess"}},
    {"data": {"csrf_token": ""}},
    {"headers": {"X-CSRFToken": "guess"}},
    {"headers": {"Origin": "https://evil.example"}},
    {"headers": {"Sec-Fetch-Site": "cross-site"}},
    {"json": {"name": NAME}},
    {"data": "name=a", "content_type": "text/plain"},
]


def rules(app: Flask) -> list[Rule]:
    """Every route."""
    return list(app.url_map.iter_rules())


def address(rule: Rule) -> str:
    """An address of a route, with sample values."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: SAMPLES.get(found.group(1), "1"), rule.rule)


def test_a_route_answers_the_methods_it_lists_and_no_other(app, client):
    factories.open_offices()
    for rule in rules(app):
        same = {method for other in rules(app) if other.rule == rule.rule for method in other.methods}
        for method in METHODS:
            response = client.open(address(rule), method=method)
            assert (response.status_code == 405) == (method not in same), f"{method} {rule.rule}"
            if response.status_code == 405:
                assert set(response.headers["Allow"].split(", ")) == same


@pytest.mark.parametrize("forgery", FORGERIES, ids=str)
def test_no_post_can_be_forged_and_none_changes_a_row(app, forgery):
    factories.open_offices()
    app.test_client().post("/language")  # the first post of all is where a new database learns its keys
    written = []

    def watch(_connection, _cursor, statement, *_rest):
        if table := written_table(statement):
            written.append(table)

    event.listen(Engine, "before_cursor_execute", watch)
    try:
        for rule in rules(app):
            if "POST" in rule.methods:
                response = app.test_client().post(address(rule), **forgery)
                assert response.status_code in (400, 415), f"{rule.rule}: {response.status_code}"
    finally:
        event.remove(Engine, "before_cursor_execute", watch)
    assert not written


def test_no_fault_of_any_route_tells_anything(make_app, capfd):
    app = make_app(testing=False)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False

    def fault(**_values):
        raise ValueError(NAME)

    for rule in rules(app):
        if rule.endpoint == "static":
            continue
        fault.open_to = app.view_functions[rule.endpoint].open_to
        app.view_functions[rule.endpoint] = fault
        response = app.test_client().open(address(rule), method="POST" if "POST" in rule.methods else "GET")
        if response.status_code == 500:
            told = response.json["error"]["message"] if response.is_json else response.text
            assert "エラー番号" in told, rule.rule
            assert not any(word in response.text for word in (NAME, "Traceback", "ValueError", "/app/")), rule.rule
        else:
            assert response.status_code in (303, 400, 401, 403), rule.rule
    logged = capfd.readouterr()
    assert NAME not in logged.out + logged.err
    assert "ValueError" in logged.err


def test_who_has_to_wait_is_told_the_telephone_of_the_office(make_app):
    factories.open_offices()
    app = make_app()
    view = app.view_functions["booking_guide.show"]
    limited = lambda **_values: too_many(Exceeded(120))  # noqa: E731
    limited.open_to = view.open_to
    app.view_functions["booking_guide.show"] = limited
    page = app.test_client().get("/offices/kanagawa").text
    assert "約2分後" in page
    assert "tel:045" in page
    assert re.search("受付：.+時.+から", page)
