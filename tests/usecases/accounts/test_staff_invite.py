"""`flask staff invite`: the first person of an installation comes in by this."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models.people import Account, Grant
from app.db import db
from tests.factories import address_of, enlist, open_offices
from tests.harness.mails import Mails

NEW_PLACE = ["--at", "hello_work:nagasaki_main", "--place-name", "ハローワーク長崎"]
WHO = ["--name", "近藤 礼", "--mail", "kondo@nagasaki.example"]


def invite(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["staff", "invite", *words])
    db.session.rollback()
    return done.exit_code, done.output


def test_it_prints_and_mails_one_link(app: Flask, outbox: Mails) -> None:
    code, output = invite(app, "--role", "manager", *NEW_PLACE, *WHO)
    assert code == 0
    assert output.strip().startswith("http://127.0.0.1:8000/invitations/")
    assert output.strip() in str(outbox.posted("M-ACC-1")[0].body)


def test_a_powerful_role_from_the_console_waits_for_nobody(app: Flask) -> None:
    invite(app, "--role", "manager", *NEW_PLACE, *WHO)
    grant = db.session.scalars(select(Grant)).one()
    assert grant.confirmed_at is not None
    assert grant.granted_by is None


def test_a_dry_run_writes_nothing(app: Flask, outbox: Mails) -> None:
    code, output = invite(app, "--role", "manager", *NEW_PLACE, *WHO, "--dry-run")
    assert (code, "kondo@nagasaki.example" in output) == (0, True)
    assert (outbox.kinds(), db.session.scalar(select(func.count()).select_from(Account))) == ([], 0)


@pytest.mark.parametrize(
    "words, said",
    [
        (["--role", "king", *WHO], "king"),
        (["--role", "staff", "--at", "hello_work:nowhere", *WHO], "hello_work:nowhere はまだありません"),
        (["--role", "staff", "--at", "somewhere", *WHO], "KIND:CODE"),
        (["--role", "staff", *WHO], "KIND:CODE"),
        (["--role", "staff", "--at", "bureau:nagasaki", "--place-name", "長崎労働局", *WHO], "その所属では持てません"),
        (["--role", "seeker", "--name", "某", "--mail", "a@x.example, b@x.example"], "--mail の書き方"),
        (["--role", "seeker", "--name", "a\x00b", "--mail", "a@x.example"], "--name の書き方"),
    ],
)
def test_what_cannot_be_is_refused_in_one_clear_line(app: Flask, words: list[str], said: str) -> None:
    code, output = invite(app, *words)
    assert (code, said in output) == (2, True)
    assert db.session.scalar(select(func.count()).select_from(Account)) == 0


def test_who_misses_a_place_is_told_which_are_near(app: Flask) -> None:
    open_offices()
    _, output = invite(app, "--role", "manager", "--at", "hello_work:kanagawa", *WHO)
    assert "centre:kanagawa（" in output
    assert "hello_work:nagasaki_main（" in output
    assert "bureau:nagasaki（" not in output


def test_a_known_address_is_told_by_mail_and_to_the_console(app: Flask, outbox: Mails) -> None:
    enlist("suzuki")
    code, output = invite(app, "--role", "staff", *NEW_PLACE, "--name", "鈴木", "--mail", address_of("suzuki"))
    assert (code, "登録があるため" in output) == (0, True)
    assert outbox.kinds() == ["M-ACC-2"]
