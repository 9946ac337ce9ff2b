"""The people of the demo: made once, printed whole, refused in production."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models.people import Account, Grant, Organisation
from app.accounts.rules.passwords import refusal_of
from app.accounts.terms import Browser, Entered
from app.accounts.usecases.cast import NotInProduction, cast, load_cast, people_of
from app.accounts.usecases.signing_in import sign_in
from app.config import Mode
from app.db import db
from app.kernel.roles import Surface
from app.web.clock import real_now
from tests.harness.clock import FrozenClock

HERE = Browser(surfaces=frozenset(Surface), place="all", agent="", demo=True)
KEYS = [
    "yamada",
    "maruyama",
    "suzuki",
    "kato",
    "hara",
    "ito",
    "tanaka",
    "nishi",
    "honda",
    "hikari",
    "hikari2",
    "hikari3",
    "minato",
    "kaze",
    "mori",
    "hayashi",
    "ono",
    "oda",
    "ueda",
]


def test_everybody_of_the_cast_signs_in(app: Flask, clock: FrozenClock) -> None:
    assert load_cast(clock.now()) == len(KEYS)
    for person in cast():
        assert isinstance(sign_in(person.mail, person.password, HERE, at=real_now(), now=clock.now()), Entered)


def test_loading_twice_changes_nothing(app: Flask, clock: FrozenClock) -> None:
    load_cast(clock.now())
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in (Account, Grant, Organisation)]
    assert load_cast(clock.now()) == 0
    after = [db.session.scalar(select(func.count()).select_from(table)) for table in (Account, Grant, Organisation)]
    assert before == after == [19, 21, 14 - 2 + 47]  # two of its bureaux are among all bureaux


def test_setting_the_demos_clock_back_locks_nobody_out(app: Flask, clock: FrozenClock) -> None:
    load_cast(clock.now())
    clock.set("2020-04-02T10:00:00+09:00")
    person = cast()[0]
    assert isinstance(sign_in(person.mail, person.password, HERE, at=real_now(), now=clock.now()), Entered)


def test_the_command_prints_every_sign_in_as_json(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["demo", "cast", "--json"])
    people = json.loads(printed.output)
    assert [person["key"] for person in people] == KEYS
    assert all(person["url"].endswith("/login") for person in people)
    assert {"key", "name", "role", "place", "url", "mail", "password"} == set(people[0])


def test_the_command_prints_for_reading_too(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["demo", "cast"]).output
    assert all(person.mail in printed and person.password in printed for person in cast())


def test_the_passwords_are_of_this_installation_and_would_be_taken(app: Flask) -> None:
    people = cast()
    assert len({person.password for person in people}) == len(people)
    assert not [p.key for p in people if refusal_of(p.password, has_second_factor=False, about=(p.name, p.mail))]


def test_production_refuses_the_cast(make_app: Callable[..., Flask], clock: FrozenClock) -> None:
    production = make_app(mode=Mode.PRODUCTION)
    with production.app_context():
        with pytest.raises(NotInProduction):
            cast()
        with pytest.raises(NotInProduction):
            load_cast(clock.now())
    assert production.test_cli_runner().invoke(args=["demo", "cast"]).exit_code == 2


def test_sato_has_no_account() -> None:
    with pytest.raises(KeyError):
        people_of("sato")
