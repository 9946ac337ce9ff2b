"""Where one goes after signing in: a page of ours, or home (SECURITY T18)."""

import pytest
from flask import Flask

from app.accounts.views.ways import local_path
from tests.factories import PASSWORD, address_of, enlist
from tests.page import Page

FOREIGN = [
    "//evil.example",
    "///evil.example",
    "////evil.example/account",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/%2f%2fevil.example",
    "/%2F/evil.example",
    "/%5cevil.example",
    "%2f%2fevil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http://127.0.0.1:8000@evil.example/account",
    "http://127.0.0.1:8000/account",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "@evil.example",
    "evil.example",
    "account",
    "./account",
    "/account\r\nSet-Cookie: a=b",
    "/account%0d%0aSet-Cookie:a=b",
    "/account\x00",
    "/account/\u202e",
    "/ａccount",
    "//例え.jp",
    "https://例え.jp/account",
    "/nowhere",
    "/login",
    "/login/second-factor",
    "/logout",
    "/static/css/base.css",
    "/account/sign-ins/x/ending",
    "http://[::1",
    "",
]
OURS = ["/account", "/account/password", "/account?done=ended", "/password-resets", "/account?next=//evil.example"]


@pytest.mark.parametrize("aim", FOREIGN)
def test_whatever_is_no_page_of_ours_leads_home(app: Flask, aim: str) -> None:
    with app.test_request_context():
        assert local_path(aim) is None


@pytest.mark.parametrize("aim", OURS)
def test_a_page_of_ours_is_where_one_goes(app: Flask, aim: str) -> None:
    with app.test_request_context():
        assert local_path(aim) == aim


def test_none_of_them_leads_out_of_the_real_page(page: Page) -> None:
    enlist("suzuki")
    app = page.app
    for aim in (each for each in FOREIGN if each.isprintable()):
        form = {"email": address_of("suzuki"), "password": PASSWORD, "next": aim}
        browser = Page(app)
        browser.client.environ_base["REMOTE_ADDR"] = f"10.0.0.{FOREIGN.index(aim) + 1}"
        assert browser.post("/login", form).headers["Location"] == "/desk", aim
    assert page.get("/login", query_string={"next": "//evil.example"}).find("[name=next]")["value"] == ""
