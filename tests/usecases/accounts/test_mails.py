"""The mails of accounts, word for word."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.kernel.roles import Surface
from app.web.links import link
from tests import mails

AT = datetime(2026, 5, 11, 1, 0, tzinfo=UTC)
TOKEN = "kQ3v8Jm2xN5pR7sT9uW1yZ4aB6cD8eF0gH2iJ4kL6mN"


@pytest.mark.parametrize("mail, endpoint", [("M-ACC-1", "accounts.invitation"), ("M-ACC-3", "accounts.password_reset")])
def test_a_mail_with_a_link(app: Flask, mail: str, endpoint: str) -> None:
    address = link(endpoint, Surface.INTRANET, token=TOKEN)
    text = mails.check(app, mail, {"address": address, "until": AT})
    assert address in text


@pytest.mark.parametrize(
    "mail, endpoint",
    [
        ("M-ACC-6", "accounts_personal.registration"),
        ("M-ACC-7", "accounts_personal.new_mail"),
        ("M-ACC-12", "agency.registration"),
    ],
)
def test_a_mail_with_a_link_to_an_address_that_is_checked(app: Flask, mail: str, endpoint: str) -> None:
    address = link(endpoint, token=TOKEN)
    assert address in mails.check(app, mail, {"address": address, "until": AT})


@pytest.mark.rule("AGY-014")
def test_a_held_address_is_told_until_when(app: Flask) -> None:
    assert "2031年4月1日（火）から" in mails.check(app, "M-ACC-13", {"free_from": date(2031, 4, 1)})


def test_the_first_notice_on_a_new_page(app: Flask) -> None:
    mails.check(app, "M-ACC-11", {})


@pytest.mark.parametrize("mail", ["M-ACC-8", "M-ACC-9", "M-ACC-10"])
def test_a_mail_with_news_of_a_person_s_own_page(app: Flask, mail: str) -> None:
    mails.check(app, mail, {"sign_in": link("accounts.login"), "at": AT})


@pytest.mark.parametrize("mail", ["M-ACC-2", "M-ACC-4", "M-ACC-5"])
def test_a_mail_with_news(app: Flask, mail: str) -> None:
    mails.check(app, mail, {"sign_in": link("accounts.login", Surface.INTRANET), "at": AT})
