"""How often one may try: n-1, n, n+1 and after the window (SECURITY 1.4), and what a guesser learns (T2)."""

import itertools

import pyotp
import pytest
from flask import Flask

from app.accounts.queries.people import find_account_by_mail
from app.db import db
from app.web.clock import now
from app.web.limiter import EVERYONE, Limit, spend
from tests.factories import PASSWORD, address_of, enlist, sign_in_as
from tests.harness.clock import FrozenClock
from tests.harness.mails import Mails
from tests.page import Document, Page

ADDRESS = itertools.count(1)


def try_in(page: Page, email: str, password: str, network: str | None = None) -> Document:
    """One try; without `network` from a network nobody used before."""
    number = next(ADDRESS)
    source = network or f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
    page.client.environ_base["REMOTE_ADDR"] = source
    filled = {"csrf_token": page.csrf_token(), "email": email, "password": password}
    return Document(page.client.post("/login", data=filled))


@pytest.mark.parametrize("key", ["suzuki", "nobody"])
def test_the_eleventh_try_at_an_address_waits_known_or_not(page: Page, clock: FrozenClock, key: str) -> None:
    enlist("suzuki")
    mail = f"{key}@counselor.example"
    assert [try_in(page, mail, "wrong").status for _ in range(10)] == [422] * 10
    waits = try_in(page, mail.upper(), PASSWORD)
    assert waits.status == 429
    assert int(waits.headers["Retry-After"]) <= 300
    assert "後にもう一度" in waits.text
    clock.advance(minutes=5)
    assert try_in(page, mail, PASSWORD).status == (303 if key == "suzuki" else 422)


def test_the_eleventh_failure_of_a_network_waits_whomever_it_tries(page: Page, clock: FrozenClock) -> None:
    enlist("suzuki")
    for number in range(10):
        assert try_in(page, f"nobody{number}@counselor.example", "x", "192.0.2.7").status == 422
    assert try_in(page, address_of("suzuki"), PASSWORD, "192.0.2.7").status == 429
    assert try_in(page, address_of("suzuki"), PASSWORD, "192.0.2.8").status == 303
    clock.advance(minutes=5)
    assert try_in(page, address_of("suzuki"), PASSWORD, "192.0.2.7").status == 303


def test_an_office_of_forty_signs_in_behind_one_address(page: Page) -> None:
    enlist("suzuki")
    for _ in range(15):
        assert try_in(page, address_of("suzuki"), PASSWORD, "192.0.2.9").status == 303


@db.write
def use_up(kind: Limit, subject: str) -> None:
    """Every try of a window but none beyond."""
    for _ in range(kind.rates[0].times):
        spend(kind, subject, now())


def test_everyone_together_is_counted_too(page: Page) -> None:
    enlist("suzuki")
    use_up(Limit.SIGN_IN_BY_ALL, EVERYONE)
    assert try_in(page, address_of("suzuki"), PASSWORD).status == 429


def test_a_network_that_is_waiting_locks_nobody_else_out(page: Page) -> None:
    enlist("suzuki")
    for number in range(10):
        try_in(page, f"nobody{number}@counselor.example", "x", "192.0.2.7")
    for _ in range(20):
        try_in(page, address_of("suzuki"), "x", "192.0.2.7")
    assert try_in(page, address_of("suzuki"), PASSWORD).status == 303


def test_of_a_thousand_guesses_ten_are_looked_at(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(
        "app.accounts.usecases.signing_in.password_fits", lambda _hash, password: bool(looked.append(password))
    )
    enlist("suzuki")
    for number in range(60):
        try_in(page, address_of("suzuki"), f"guess {number}")
    assert len(looked) == 10


def test_a_sixth_wrong_code_waits(page: Page, clock: FrozenClock) -> None:
    secret = with_authenticator("suzuki")
    try_in(page, address_of("suzuki"), PASSWORD)
    wrong = str((int(pyotp.TOTP(secret).now()) + 1) % 1_000_000).zfill(6)
    for _ in range(5):
        assert page.post("/login/second-factor", {"code": wrong}).status == 422
    assert page.post("/login/second-factor", {"code": wrong}, status=429)


@db.write
def with_authenticator(key: str) -> str:
    """One of the cast with an authenticator: its secret."""
    account = find_account_by_mail(address_of(key))
    if account is None:
        raise AssertionError(key)
    account.totp_secret = pyotp.random_base32()
    return account.totp_secret


@pytest.fixture(autouse=True)
def _suzuki(app: Flask) -> None:
    enlist("suzuki")


def test_a_fourth_reset_mail_in_six_hours_waits_known_or_not(page: Page, clock: FrozenClock, outbox: Mails) -> None:
    clock.set("2026-05-11T12:00:00+09:00")
    for mail in (address_of("suzuki"), "nobody@counselor.example"):
        for _ in range(3):
            page.post("/password-resets", {"email": mail}, status=200)
        page.post("/password-resets", {"email": mail}, status=429)
    assert outbox.kinds() == ["M-ACC-3"] * 3
    clock.advance(hours=6)
    page.post("/password-resets", {"email": address_of("suzuki")}, status=200)


def test_a_mailbox_gets_three_links_in_six_hours_whoever_asks_for_whatever(
    page: Page, clock: FrozenClock, outbox: Mails
) -> None:
    clock.set("2026-05-11T12:00:00+09:00")
    stranger = "Hanako.Suzuki@example.jp"
    page.post("/me/registration", {"email": stranger, "kind": "seeker"}, status=200)
    page.post("/password-resets", {"email": stranger.lower()}, status=200)
    for number, key in enumerate(("yamada", "maruyama")):
        enlist(key)
        asking = Page(page.app)
        sign_in_as(asking, key)
        asked = asking.get("/me/profile/mail")
        told = {"email": stranger, "password": PASSWORD}
        assert asking.post("/me/profile/mail", told, status=429 if number else 200), asked
    page.post("/password-resets", {"email": stranger}, status=429)
    page.post("/me/registration", {"email": stranger, "kind": "seeker"}, status=429)


def test_a_reset_asked_for_a_stranger_does_the_work_of_a_real_one(
    page: Page, outbox: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wording and sealing a mail is most of the time a reset takes: skipping it told who has an account (T2, G9)."""
    from app.notices import effects

    worded, real = [], effects.worded
    monkeypatch.setattr(effects, "worded", lambda *given: worded.append(given[0]) or real(*given))
    for mail in (address_of("suzuki"), "suzuka@counselor.example"):
        page.post("/password-resets", {"email": mail}, status=200)
    assert worded == ["M-ACC-3", "M-ACC-3"]
    assert outbox.kinds() == ["M-ACC-3"]
