"""Sign-ins in the browser: fixation, CSRF, demotion, ending, telling them apart (SECURITY T14, T22)."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.accounts.models.people import Account, Grant, SignIn
from app.db import db
from app.web.clock import real_now
from tests.factories import PASSWORD, address_of, enlist, sign_in_as
from tests.harness.clock import FrozenClock
from tests.page import Page

COOKIE = "madoguchi-sign-in"


def token_of(page: Page) -> str:
    cookie = page.client.get_cookie(COOKIE, domain="127.0.0.1")
    return cookie.value if cookie else ""


def enter(page: Page, key: str) -> None:
    page.post("/login", {"email": address_of(key), "password": PASSWORD}, status=303)


@db.write
def change(model: type, **values: object) -> None:
    db.session.execute(update(model).values(**values))


def test_a_token_set_before_signing_in_never_becomes_a_sign_in(page: Page) -> None:
    enlist("suzuki")
    page.client.set_cookie(COOKIE, "planted", domain="127.0.0.1")
    enter(page, "suzuki")
    mine = token_of(page)
    assert mine != "planted"
    page.client.set_cookie(COOKIE, "planted", domain="127.0.0.1")
    page.get("/account", status=303)


def test_a_csrf_token_from_before_signing_in_is_worth_nothing_after(page: Page) -> None:
    enlist("suzuki")
    before = page.csrf_token()
    enter(page, "suzuki")
    answer = page.client.post("/logout", data={"csrf_token": before})
    assert answer.status_code == 400
    assert page.get("/account")


POSTS = ["/login", "/logout", "/account/password", "/password-resets", "/account/sign-ins/ending"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", [None, "", "forged"])
def test_a_post_from_elsewhere_does_nothing(page: Page, path: str, token: str | None) -> None:
    sign_in_as(page, "suzuki")
    form = {"email": address_of("suzuki"), "password": PASSWORD, "csrf_token": token}
    before = db.session.execute(select(SignIn.id, SignIn.ended_at)).all()
    answer = page.client.post(path, data={name: value for name, value in form.items() if value is not None})
    assert answer.status_code == 400
    assert db.session.execute(select(SignIn.id, SignIn.ended_at)).all() == before


@pytest.mark.parametrize("path", POSTS)
def test_anothers_form_token_is_refused(page: Page, path: str) -> None:
    theirs = Page(page.app).csrf_token()
    sign_in_as(page, "suzuki")
    with page.client.session_transaction(base_url=page.app.extensions["settings"].public_base_url) as session:
        session["csrf_token"] = "1" * 40
    form = {"email": address_of("suzuki"), "password": PASSWORD, "csrf_token": theirs}
    assert page.client.post(path, data=form).status_code == 400


def test_somebody_demoted_is_refused_at_the_very_next_request(page: Page) -> None:
    sign_in_as(page, "suzuki")
    page.get("/account")
    change(Grant, ends_at=Grant.starts_at)
    assert page.get("/account", status=303).location.startswith("/login")


def test_a_closed_account_is_out_at_the_very_next_request(page: Page) -> None:
    sign_in_as(page, "suzuki")
    change(Account, status="closed")
    page.get("/account", status=303)


def test_the_list_shows_every_browser_and_marks_this_one(page: Page) -> None:
    sign_in_as(page, "suzuki")
    enter(page, "suzuki")
    shown = page.get("/account").find("#sign-ins")
    assert len(shown.select(".card")) == 2
    assert shown.get_text().count("この端末") == 2, "the mark, and the button for all others"
    assert len(shown.select("form[action$=ending]")) == 2


def test_one_browser_signs_another_out(page: Page) -> None:
    sign_in_as(page, "suzuki")
    other = Page(page.app)
    enter(other, "suzuki")
    done = other.submit(other.get("/account"), "#sign-ins .card form")
    assert done.location == "/account?done=ended"
    assert "ログアウトさせました" in other.follow(done).text
    page.get("/account", status=303)
    other.get("/account")


def test_all_other_browsers_go_and_this_one_stays(page: Page) -> None:
    sign_in_as(page, "suzuki")
    other = Page(page.app)
    enter(other, "suzuki")
    other.post("/account/sign-ins/ending")
    page.get("/account", status=303)
    other.get("/account")


def test_anothers_sign_in_is_404_byte_for_byte_like_a_missing_one(page: Page) -> None:
    sign_in_as(page, "suzuki")
    katos = Page(page.app)
    sign_in_as(katos, "kato")
    refs = db.session.scalars(select(SignIn.ref).order_by(SignIn.id)).all()
    foreign = page.post(f"/account/sign-ins/{refs[1]}/ending", status=404)
    missing = page.post(f"/account/sign-ins/{refs[1][::-1]}/ending", status=404)
    assert without_ids(foreign.html) == without_ids(missing.html)
    katos.get("/account")


def without_ids(html: str) -> str:
    """A page without the number of the request."""
    return html.partition("エラー番号")[0]


def test_using_it_is_noted_at_most_once_a_minute(page: Page) -> None:
    with time_machine.travel("2026-05-11T01:00:00+00:00", tick=False) as machine:
        sign_in_as(page, "suzuki")
        began = real_now()
        machine.shift(59)
        page.get("/account")
        assert db.session.scalars(select(SignIn.last_seen_at)).one() == began
        machine.shift(1)
        page.get("/account")
        db.session.rollback()
        assert db.session.scalars(select(SignIn.last_seen_at)).one() == began + timedelta(seconds=60)


def test_working_keeps_one_in_and_nine_hours_end_the_day(page: Page) -> None:
    with time_machine.travel("2026-05-11T00:00:00+00:00", tick=False) as machine:
        sign_in_as(page, "suzuki")
        for _ in range(26):
            machine.shift(timedelta(minutes=20))
            page.get("/account")
        machine.shift(timedelta(minutes=19, seconds=59))
        page.get("/account")
        machine.shift(timedelta(seconds=1))
        page.get("/account", status=303)


def test_moving_the_demos_clock_signs_nobody_out(page: Page, clock: FrozenClock) -> None:
    sign_in_as(page, "suzuki")
    clock.advance(days=30)
    page.get("/account")


def test_pages_behind_the_door_are_not_kept_by_the_browser(page: Page) -> None:
    sign_in_as(page, "suzuki")
    assert page.get("/account").headers["Cache-Control"] == "no-store"


def test_a_stranger_reaches_no_page_of_an_account(client: FlaskClient) -> None:
    for path in ("/account", "/account/password", "/account/second-factor"):
        assert client.get(path).status_code == 303
    assert client.get("/account/second-factor/picture").status_code == 404
