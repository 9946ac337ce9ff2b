"""The headers of every answer, whatever its status, and of every cookie."""

import re

import pytest

from app.kernel.roles import Surface
from app.web.headers import ALWAYS, SAVED_ONLY
from tests.web.edge.conftest import PRODUCTION

PLACES = [
    *("/scratch/form", "/scratch/items/42", "/healthz", "/metrics", "/nowhere", "/scratch/fault", "/scratch/closed"),
    *(f"/scratch/refused/{code}" for code in (400, 403, 404, 409, 413, 422, 429, 500, 503)),
]


def directives(response):
    """The content security policy by directive."""
    policy = response.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


@pytest.mark.parametrize("path", PLACES)
def test_every_answer_has_the_headers(browser, path):
    headers = browser.get(path, headers={"Origin": "https://evil.example"}).headers
    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers
    assert "Access-Control-Allow-Origin" not in headers
    assert "X-Powered-By" not in headers


def test_every_route_without_values_has_the_headers(app, client):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and not rule.arguments and "GET" in rule.methods:
            headers = client.get(rule.rule).headers
            saved = headers.get("Content-Disposition", "").startswith("attachment")
            expected = {**ALWAYS, **({"Content-Security-Policy": SAVED_ONLY} if saved else {})}
            assert {name: headers.get(name) for name in ALWAYS} == expected, rule.rule
            assert headers["Cache-Control"] == "no-store", rule.rule


@pytest.mark.parametrize("path", PLACES)
def test_production_asks_for_https_for_a_year(edge, path):
    headers = edge(**PRODUCTION).test_client().get(path).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_nothing_is_allowed_but_our_own_files(browser):
    found = directives(browser.get("/scratch/form"))
    assert found["default-src"] == "'none'"
    assert {found[name] for name in ("script-src", "style-src", "img-src", "connect-src", "form-action")} == {"'self'"}
    assert {found[name] for name in ("frame-ancestors", "base-uri", "object-src")} == {"'none'"}
    assert "unsafe" not in str(found)


def test_the_referrer_goes_to_ourselves_or_the_csrf_check_would_refuse_every_post(browser):
    assert browser.get("/scratch/form").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/scratch/form", "/nowhere"])
def test_text_is_utf8(browser, path):
    assert browser.get(path).headers["Content-Type"] in ("text/html; charset=utf-8", "application/json")


def cookies_of(client):
    """Every Set-Cookie of a page that makes a CSRF token."""
    return client.post("/scratch/form", data={"name": "x"}).headers.getlist("Set-Cookie")


def test_production_cookies_are_as_narrow_as_a_browser_can_hold_them(edge):
    (cookie,) = cookies_of(edge(**PRODUCTION, csrf=True).test_client())
    name, *attributes = re.split(r"; ", cookie)
    assert name.startswith("__Host-madoguchi-form=")
    assert set(attributes) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert len(cookie) < 400


def test_demo_cookies_work_without_tls(edge):
    (cookie,) = cookies_of(edge(csrf=True).test_client())
    assert cookie.startswith("madoguchi-form=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie


@pytest.mark.parametrize(
    ("places", "sent"),
    [([Surface.PUBLIC], "Lax"), ([Surface.AGENCY], "Lax"), ([Surface.INTRANET], "Strict"), (list(Surface), "Lax")],
)
def test_no_link_from_elsewhere_brings_the_intranet_s_cookie_along(edge, places, sent):
    (cookie,) = cookies_of(edge(csrf=True, surfaces=frozenset(places)).test_client())
    assert f"SameSite={sent}" in cookie


def test_listeners_of_other_surfaces_have_other_cookies(edge):
    names = {
        cookies_of(edge(csrf=True, surfaces=frozenset(places)).test_client())[0].partition("=")[0]
        for places in ([Surface.PUBLIC], [Surface.AGENCY], [Surface.INTRANET], list(Surface))
    }
    assert names == {
        "madoguchi-public-form", "madoguchi-agency-form", "madoguchi-intranet-form", "madoguchi-form",
    }  # fmt: skip
