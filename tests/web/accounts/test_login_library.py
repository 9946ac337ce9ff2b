"""What we rely on in Flask-Login, and what of it must stay without effect."""

import flask_login
import pytest
from flask import Flask
from flask_login import encode_cookie
from sqlalchemy import event, update

from app.accounts.models.people import Grant
from app.db import db
from app.web.access import current_identity
from tests.factories import enlist, sign_in_as
from tests.page import Page

COOKIE = "madoguchi-sign-in"


def counted(app: Flask, page: Page, path: str) -> list[str]:
    """The SELECTs that read the sign-in during one request."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "token_hash" in statement:
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        page.get(path)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return seen


def test_the_person_is_read_once_per_request_in_one_statement(app: Flask, page: Page) -> None:
    sign_in_as(page, "suzuki")
    assert len(counted(app, page, "/account/password")) == 1


def test_nobody_is_read_for_a_browser_without_a_cookie(app: Flask, page: Page) -> None:
    assert counted(app, page, "/login") == []


def test_the_request_loader_is_asked_anew_by_every_request(page: Page) -> None:
    sign_in_as(page, "suzuki")
    page.get("/account")

    @db.write
    def demote() -> None:
        db.session.execute(update(Grant).values(ends_at=Grant.starts_at))

    demote()
    page.get("/account", status=303)


def test_no_template_variable_reads_the_person_behind_our_back(app: Flask) -> None:
    with app.test_request_context():
        context: dict[str, object] = {}
        app.update_template_context(context)
        assert "current_user" not in context


def test_its_own_session_keys_sign_nobody_in(page: Page) -> None:
    ids = enlist("suzuki")
    base_url = page.app.extensions["settings"].public_base_url
    with page.client.session_transaction(base_url=base_url) as session:
        session.update({"_user_id": str(ids["suzuki"]), "_fresh": True, "_id": "x"})
    page.get("/account", status=303)


def test_its_remember_cookie_signs_nobody_in_and_nobody_out(app: Flask, page: Page) -> None:
    account_id = enlist("suzuki")["suzuki"]
    forged = encode_cookie(str(account_id), app.config["SECRET_KEY"])
    page.client.set_cookie("remember_token", forged, domain="127.0.0.1")
    page.client.set_cookie("madoguchi-unused", forged, domain="127.0.0.1")
    page.get("/account", status=303)
    page.client.delete_cookie("madoguchi-unused", domain="127.0.0.1")
    sign_in_as(page, "suzuki")
    page.get("/account")


def test_the_form_session_holds_nothing_of_the_person(page: Page) -> None:
    sign_in_as(page, "suzuki")
    page.get("/account")
    base_url = page.app.extensions["settings"].public_base_url
    with page.client.session_transaction(base_url=base_url) as session:
        assert set(session) <= {"csrf_token", "language"}


@pytest.mark.parametrize("token", ["x", "x" * 99, "x" * 100_00, "あ", "\x00", "' OR 1=1--"])
def test_a_made_up_token_is_nobody(page: Page, token: str) -> None:
    enlist("suzuki")
    sent = f"{COOKIE}={token}".encode().decode("latin-1")
    assert page.client.get("/account", headers={"Cookie": sent}).status_code in (303, 400)


def test_the_wrapper_is_the_only_place_that_knows_the_library(app: Flask) -> None:
    with app.test_request_context():
        assert current_identity().account_id is None
        assert not flask_login.current_user.is_authenticated
