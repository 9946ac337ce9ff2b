"""The way in: /login and /logout, by page and by htmx."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models.people import SignIn
from app.config import Mode
from app.db import db
from app.kernel.roles import Surface
from tests.factories import PASSWORD, address_of, enlist, sign_in_as
from tests.page import Page

COOKIE = "madoguchi-sign-in"


def enter(page: Page, key: str, password: str = PASSWORD, **changes: str) -> object:
    form = {"email": address_of(key), "password": password, **changes}
    return page.post("/login", form)


def token_of(page: Page) -> str | None:
    cookie = page.client.get_cookie(COOKIE, domain="127.0.0.1")
    return cookie.value if cookie else None


def test_the_page_leads_in(page: Page) -> None:
    enlist("suzuki")
    done = page.submit(page.get("/login"), email=address_of("suzuki"), password=PASSWORD)
    assert done.status == 303
    assert page.get("/account").heading == "アカウント"
    assert "鈴木 恵" in page.get("/account").text


def test_a_page_that_needs_a_login_is_named_as_the_reason(page: Page) -> None:
    assert "ログインした方だけが使えます" in page.get("/login?next=/account").text
    assert "ログインした方だけが使えます" not in page.get("/login").text


def test_the_address_is_taken_as_people_type_it(page: Page) -> None:
    enlist("suzuki")
    assert enter(page, "suzuki", email="　ＳＵＺＵＫＩ＠counselor.example ").status == 303


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"email": ""}, "メールアドレスを入力してください。"),
        ({"password": ""}, "パスワードを入力してください。"),
        ({"email": "nobody@counselor.example"}, "メールアドレスかパスワードが違います。"),
        ({"password": "wrong"}, "メールアドレスかパスワードが違います。"),
        ({"email": "a@b@c, d"}, "メールアドレスかパスワードが違います。"),
    ],
)
def test_a_refusal_keeps_the_address_and_never_the_password(page: Page, changes: dict[str, str], words: str) -> None:
    enlist("suzuki")
    form = {"email": address_of("suzuki"), "password": PASSWORD, **changes}
    for answer in (page.post("/login", form), page.htmx_post("/login", form)):
        assert answer.status == 422
        assert words in answer.text
        assert answer.find("#email").get("value", "") == form["email"]
        assert not answer.find("#password").has_attr("value")
    assert token_of(page) is None


def test_a_part_of_the_page_is_what_htmx_gets(page: Page) -> None:
    assert page.htmx_get("/login").find("#login-form")


def test_whoever_is_signed_in_goes_on_at_once(page: Page) -> None:
    sign_in_as(page, "suzuki")
    assert page.get("/login", status=303).location == "/desk"


def test_signing_out_ends_the_row_and_clears_the_browser(page: Page) -> None:
    sign_in_as(page, "suzuki")
    token = token_of(page)
    done = page.post("/logout")
    assert done.location == "/login?out=1"
    assert done.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert token_of(page) is None
    assert db.session.scalars(select(SignIn.ended_why)).all() == ["signed_out"]
    page.client.set_cookie(COOKIE, str(token), domain="127.0.0.1")
    assert page.get("/account", status=303).location == "/login?next=/account&ended=1"
    assert "ログアウトしました" in page.get("/login?out=1").text


def test_signing_out_twice_is_no_fault(page: Page) -> None:
    assert page.post("/logout").status == 303


def test_a_stranger_at_a_closed_door_is_led_in_and_back(page: Page) -> None:
    enlist("suzuki")
    door = page.get("/account/password", status=303)
    assert door.location == "/login?next=/account/password"
    done = page.submit(page.follow(door), email=address_of("suzuki"), password=PASSWORD)
    assert done.location == "/account/password"


def test_a_signed_out_htmx_request_is_led_away_and_gets_no_page_inside_the_page(client: FlaskClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/account"}
    answer = client.get("/account", headers=headers)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["HX-Redirect"] == "/login?next=/account"
    assert "HX-Request" in answer.headers["Vary"]


def test_the_first_page_is_the_kinds_own_where_it_is_served(page: Page) -> None:
    enlist("yamada")
    assert enter(page, "yamada").location in ("/me", "/account")


@pytest.mark.parametrize(
    "surfaces, name",
    [
        (frozenset(Surface), "madoguchi-sign-in"),
        (frozenset({Surface.INTRANET}), "madoguchi-intranet-sign-in"),
        (frozenset({Surface.PUBLIC, Surface.AGENCY}), "madoguchi-public-agency-sign-in"),
    ],
)
def test_each_set_of_surfaces_has_a_cookie_of_its_own(
    make_app: Callable[..., Flask], surfaces: frozenset[Surface], name: str
) -> None:
    key = "suzuki" if Surface.INTRANET in surfaces else "yamada"
    enlist(key)
    page = Page(make_app(surfaces=surfaces))
    done = enter(page, key)
    cookie = next(value for value in done.headers.getlist("Set-Cookie") if value.startswith(f"{name}="))
    assert "HttpOnly" in cookie
    assert "Path=/" in cookie
    assert "SameSite=" in cookie
    assert "Domain" not in cookie
    assert "Secure" not in cookie


def test_production_binds_the_cookie_to_the_host_and_to_tls(make_app: Callable[..., Flask]) -> None:
    enlist("yamada")
    names = {f"{place}_base_url": f"https://{place}.madoguchi.example" for place in ("public", "agency", "intranet")}
    hosts = tuple(f"{place}.madoguchi.example" for place in ("public", "agency", "intranet"))
    page = Page(make_app(mode=Mode.PRODUCTION, trusted_hosts=hosts, **names))
    origin = {"Referer": names["public_base_url"] + "/login"}
    done = page.post("/login", {"email": address_of("yamada"), "password": PASSWORD}, headers=origin)
    cookie = next(value for value in done.headers.getlist("Set-Cookie") if "sign-in=" in value)
    assert cookie.startswith("__Host-madoguchi-sign-in=")
    assert "Secure" in cookie


def test_the_token_stands_on_no_page(page: Page) -> None:
    sign_in_as(page, "suzuki")
    assert str(token_of(page)) not in page.get("/account").html
