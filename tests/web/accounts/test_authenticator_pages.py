"""The authenticator on its pages: at the door and in the account."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.accounts.models.people import SignIn
from app.accounts.usecases import signing_in
from app.db import db
from app.web.clock import real_now
from tests.factories import PASSWORD, address_of, enlist, sign_in_as
from tests.page import Document, Page

CODE_FORM = "main form[action='/login/second-factor']"


@pytest.fixture(autouse=True)
def machine() -> Iterator[Any]:
    """The machine's time, standing."""
    with time_machine.travel("2026-05-11T01:00:05+00:00", tick=False) as traveller:
        yield traveller


def enter(page: Page) -> Document:
    enlist("suzuki")
    return page.post("/login", {"email": address_of("suzuki"), "password": PASSWORD})


def secret_of(document: Document) -> str:
    return document.find("#secret dd").get_text().replace(" ", "")


def code_of(secret: str) -> str:
    return pyotp.TOTP(secret).at(int(real_now().timestamp()))


def set_up(page: Page) -> str:
    """Set the authenticator up on the page of the account: its secret."""
    offered = page.follow(page.submit(page.get("/account/second-factor"), password=PASSWORD))
    secret = secret_of(offered)
    done = page.submit(offered, code=code_of(secret))
    assert done.location == "/account?done=second-factor"
    return secret


def test_it_is_set_up_by_password_picture_and_first_code(page: Page) -> None:
    sign_in_as(page, "suzuki")
    assert "未設定" in page.get("/account/second-factor").text
    set_up(page)
    assert "設定済み" in page.get("/account/second-factor").text


def test_the_picture_is_an_svg_of_our_own_and_shown_to_its_owner_only(page: Page) -> None:
    sign_in_as(page, "suzuki")
    page.get("/account/second-factor/picture", status=404)
    page.post("/account/second-factor/secret", {"password": PASSWORD})
    picture = page.client.get("/account/second-factor/picture")
    assert picture.mimetype == "image/svg+xml"
    assert picture.data.startswith(b"<?xml")
    assert b"style=" not in picture.data
    assert b"<script" not in picture.data
    assert picture.headers["Cache-Control"] == "no-store"
    assert Page(page.app).client.get("/account/second-factor/picture").status_code == 404


def test_at_the_door_the_code_is_asked_for_and_leads_on(page: Page, machine: Any) -> None:
    sign_in_as(page, "suzuki")
    secret = set_up(page)
    page.post("/logout")
    machine.shift(timedelta(seconds=30))
    form = {"email": address_of("suzuki"), "password": PASSWORD, "next": "/account/password"}
    door = page.post("/login", form)
    assert door.location == "/login/second-factor?next=/account/password"
    asked = page.follow(door)
    page.get("/account", status=303)
    assert page.submit(asked, CODE_FORM, code="000000").status == 422
    full_width = code_of(secret).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    done = page.submit(asked, CODE_FORM, code=f"{full_width[:3]} {full_width[3:]}")
    assert done.location == "/account/password"
    page.follow(done)


def test_without_the_password_step_there_is_no_code_page(page: Page) -> None:
    assert page.get("/login/second-factor", status=303).location == "/login"
    assert page.post("/login/second-factor", {"code": "000000"}).location == "/login"
    assert page.post("/login/second-factor/secret").location == "/login"


def test_staff_set_it_up_at_the_door_where_it_must_be(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "requires_second_factor", lambda _kind, _demo: True)
    door = page.follow(enter(page))
    assert "2段階認証が必要です" in door.text
    offered = page.follow(page.submit(door, "main form[action$=secret]"))
    done = page.submit(offered, CODE_FORM, code=code_of(secret_of(offered)))
    assert done.location == "/desk"
    page.get("/account")


def test_giving_up_at_the_door_ends_the_step(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "requires_second_factor", lambda _kind, _demo: True)
    door = page.follow(enter(page))
    assert page.submit(door, "main form[action='/logout']").location == "/login?out=1"
    assert db.session.scalars(select(SignIn.ended_why)).all() == ["signed_out"]


def test_it_is_taken_off_by_the_password(page: Page) -> None:
    sign_in_as(page, "suzuki")
    set_up(page)
    assert page.post("/account/second-factor/removal", {"password": "wrong"}).status == 422
    assert page.post("/account/second-factor/removal", {"password": PASSWORD}).location.endswith("second-factor-off")
    assert "未設定" in page.get("/account/second-factor").text


def test_a_part_of_each_page_is_what_htmx_gets(page: Page) -> None:
    sign_in_as(page, "suzuki")
    page.htmx_get("/account/second-factor")
    page.htmx_get("/account/password")
    page.htmx_get("/account")
    assert page.htmx_post("/account/second-factor", {"code": "1"}).status == 422
    assert page.htmx_post("/account/password", {"password": "x"}).status == 422


def test_an_offer_dies_with_its_sign_in(page: Page, make_app: Callable[..., Flask]) -> None:
    sign_in_as(page, "suzuki")
    page.post("/account/second-factor/secret", {"password": PASSWORD})
    page.post("/logout")
    assert db.session.scalars(select(SignIn.offered_secret)).all() == [None]
