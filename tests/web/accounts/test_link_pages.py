"""Pages behind mailed links: looking changes nothing, the button does, a dead link is one page."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.effects.links import issue_link
from app.accounts.effects.people import lock_account
from app.accounts.models.people import AccountLink
from app.accounts.terms import LinkPurpose
from app.db import db
from tests.factories import PASSWORD, address_of, enlist, sign_in_as
from tests.harness.clock import FrozenClock
from tests.harness.mails import Mails
from tests.page import Page

NEW = "へちまの棚に雨宿りする猫と犬"
TWICE = {"new_password": NEW, "repeated_password": NEW}


@pytest.fixture
def path(app: Flask, clock: FrozenClock) -> str:
    """The path of a fresh reset link of Suzuki's."""
    account_id = enlist("suzuki")["suzuki"]

    @db.write
    def issue() -> str:
        return issue_link(lock_account(account_id), LinkPurpose.RESET, clock.now())

    return issue().removeprefix("http://127.0.0.1:8000")


def test_from_forgetting_to_coming_in_again(page: Page, outbox: Mails) -> None:
    enlist("suzuki")
    asked = page.submit(page.get("/password-resets"), email=address_of("suzuki"))
    assert "お送りしました" in asked.text
    mail = outbox.delivered(address_of("suzuki"))[0]
    line = next(line for line in mail.body.splitlines() if "/password-resets/" in line)
    form = page.get(line.strip().removeprefix("http://127.0.0.1:8000"))
    assert address_of("suzuki") in form.text
    done = page.submit(form, **TWICE)
    assert done.location == "/login?set=1"
    assert "パスワードを設定しました" in page.follow(done).text
    assert page.post("/login", {"email": address_of("suzuki"), "password": NEW}).status == 303
    assert outbox.kinds() == ["M-ACC-3", "M-ACC-4"]


def test_fifty_scanners_open_a_link_and_it_still_works(page: Page, path: str) -> None:
    for _ in range(50):
        page.get(path)
        assert page.client.head(path).status_code == 200
    assert db.session.scalars(select(AccountLink.used_at)).all() == [None]
    assert page.post(path, TWICE).status == 303


def test_a_used_an_expired_and_an_unknown_link_are_one_page(page: Page, path: str, clock: FrozenClock) -> None:
    unknown = page.get(path[:-1] + ("A" if path[-1] != "A" else "B"), status=404)
    other_door = page.get(path.replace("password-resets", "invitations"), status=404)
    page.post(path, TWICE)
    used = page.get(path, status=404)
    pressed = page.post(path, TWICE, status=404)
    clock.advance(days=2)
    expired = page.get(path, status=404)
    assert len({answer.html for answer in (unknown, other_door, used, pressed, expired)}) == 1
    assert "このリンクは使えません" in used.text


@pytest.mark.parametrize(
    "form, words",
    [
        ({"new_password": "", "repeated_password": ""}, "新しいパスワードを入力してください。"),
        ({"new_password": NEW, "repeated_password": NEW + "!"}, "上のパスワードと違います。"),
        ({"new_password": "短い", "repeated_password": "短い"}, "12文字以上にしてください。"),
        ({"new_password": "passwordpassword", "repeated_password": "passwordpassword"}, "推測されやすい"),
        ({"new_password": NEW * 10, "repeated_password": NEW * 10}, "128文字まで"),
    ],
)
def test_a_password_that_is_not_taken_says_why_and_leaves_the_link(
    page: Page, path: str, form: dict[str, str], words: str
) -> None:
    for answer in (page.post(path, form), page.htmx_post(path, form)):
        assert (answer.status, words in answer.text) == (422, True)
        assert not answer.find("#new_password").has_attr("value")
    assert page.get(path)


def test_two_presses_at_once_are_one_new_password(app: Flask, path: str) -> None:
    start, answers = threading.Barrier(6), []

    def press() -> None:
        page = Page(app)
        page.csrf_token()
        start.wait()
        answers.append(page.client.post(path, data={"csrf_token": page.csrf_token(), **TWICE}).status_code)

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 404, 404, 404, 404, 404]


def test_a_new_password_puts_every_browser_out(page: Page, path: str) -> None:
    sign_in_as(page, "suzuki")
    Page(page.app).post(path, TWICE)
    page.get("/account", status=303)


def test_nobody_is_signed_in_by_a_link(page: Page, path: str) -> None:
    page.post(path, TWICE)
    page.get("/account", status=303)


@pytest.mark.parametrize("mail", ["", "not a mail"])
def test_asking_for_a_reset_answers_the_same_for_what_is_no_address(page: Page, outbox: Mails, mail: str) -> None:
    answer = page.post("/password-resets", {"email": mail})
    assert answer.status == (200 if mail else 422)
    assert outbox.kinds() == []


def test_changing_the_password_asks_for_the_present_one(page: Page, outbox: Mails) -> None:
    sign_in_as(page, "suzuki")
    form = page.get("/account/password")
    assert "今のパスワードが違います" in page.submit(form, password="wrong", **TWICE).text
    other = Page(page.app)
    sign_in_as(other, "suzuki")
    done = page.submit(form, password=PASSWORD, **TWICE)
    assert done.location == "/account?done=password"
    assert "変更しました" in page.follow(done).text
    other.get("/account", status=303)
    assert outbox.kinds() == ["M-ACC-4"]


def test_ten_wrong_present_passwords_make_one_wait(page: Page) -> None:
    sign_in_as(page, "suzuki")
    for _ in range(10):
        assert page.post("/account/password", {"password": "wrong", **TWICE}).status == 422
    page.post("/account/password", {"password": PASSWORD, **TWICE}, status=429)
