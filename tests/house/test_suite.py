"""The commands and the harness: shell that every sh reads, parts that cover every folder, checks that see."""

import subprocess

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.db import db
from tests.harness import markup
from tests.harness.clock import FrozenClock
from tests.harness.network import NetworkForbidden
from tests.harness.readonly import WriteInGet, WriteWatch, written_table
from tests.harness.scripts import script
from tests.harness.source import ROOT

GOOD = """<html lang="ja"><title>予約｜窓口</title><main><h1>予約</h1><form method="post" action="/x">
<input type="hidden" name="csrf_token" value="t"><label for="name">名前</label><input id="name" name="name">
<button>送る</button></form></main></html>"""
FAULTY = {
    "two headings": ("<h1>予約</h1>", "<h1>予約</h1><h1>予約</h1>"),
    "a title without the heading": ("予約｜窓口", "窓口"),
    "no language": ('<html lang="ja">', "<html>"),
    "an id twice": ("<main>", '<main><p id="name"></p>'),
    "a label that points to nothing": ('for="name"', 'for="other"'),
    "a form without an action": ('action="/x"', ""),
    "a form without a token": ('value="t"', ""),
    "a field without a label": ('<label for="name">名前</label>', ""),
    "a button without words": ("送る", ""),
    "an inline style": ("<main>", '<main style="color: red">'),
    "an inline script": ("<main>", "<main><script>1</script>"),
    "a handler": ("<main>", '<main onclick="x()">'),
    "None in the text": ("名前", "None"),
    "a template's braces": ("名前", "{{ name }}"),
    "a picture without words": ("<main>", '<main><img src="/x.svg">'),
    "a radio outside a fieldset": ("<main>", '<main><label><input type="radio" name="a">a</label>'),
}


@pytest.mark.parametrize("path", ["bin/run", "bin/test", "bin/_bootstrap.sh"])
def test_the_commands_are_plain_sh(path: str) -> None:
    assert subprocess.run(["sh", "-n", ROOT / path], check=False).returncode == 0
    text = (ROOT / path).read_text()
    assert not [word for word in ("[[", "local ", "function ", "source ", "pipefail", "&>", "<<<") if word in text]


@pytest.mark.parametrize("path", ["bin/run", "bin/test", ".ci/run"])
def test_the_commands_may_be_run(path: str) -> None:
    assert (ROOT / path).stat().st_mode & 0o111


def test_every_folder_of_tests_belongs_to_a_part() -> None:
    covered = {folder for part in script("bin/_suite.py").PARTS for folder in part.folders}
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert folders <= covered


def test_the_whole_budget_stays_within_its_limit() -> None:
    """Within the hour is when to stop it, not the aim: docs/decisions/0011."""
    assert sum(part.minutes for part in script("bin/_suite.py").PARTS) <= 45


@pytest.mark.parametrize(
    ("arguments", "whole"),
    [
        ([], True),
        (["-x", "-q"], True),
        (["--faults"], True),
        (["-k", "withdrawal"], True),
        (["--collect-only", "-q"], False),
        (["tests/house"], False),
        (["tests/house/test_suite.py::test_x"], False),
        (["--junitxml=report.xml"], False),
    ],
)
def test_the_suite_chooses_the_tests_unless_the_arguments_do(arguments: list[str], whole: bool) -> None:
    assert script("bin/_suite.py").whole(arguments) is whole


def test_a_good_page_has_no_faults() -> None:
    assert markup.faults_of(BeautifulSoup(GOOD, "html.parser"), markup.PAGE) == []


@pytest.mark.parametrize("fault", FAULTY)
def test_the_checked_client_sees(fault: str) -> None:
    old, new = FAULTY[fault]
    assert old in GOOD
    assert markup.faults_of(BeautifulSoup(GOOD.replace(old, new, 1), "html.parser"), markup.PAGE)


def test_no_test_leaves_the_machine() -> None:
    import socket

    with socket.socket() as caller, pytest.raises(NetworkForbidden):
        caller.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkForbidden):
        socket.getaddrinfo("example.jp", 443)


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("INSERT INTO booking (id) VALUES (1)", "booking"),
        ('UPDATE "booking" SET id = 1', "booking"),
        ("delete from person_day where id = 1", "person_day"),
        ("WITH due AS (SELECT 1) UPDATE outbox SET id = 2", "outbox"),
        ("SELECT id FROM booking FOR UPDATE", None),
    ],
)
def test_a_write_is_known_by_its_statement(statement: str, table: str | None) -> None:
    assert written_table(statement) == table


def test_a_get_that_writes_is_caught(app: Flask) -> None:
    watch = WriteWatch()
    with app.test_request_context("/"), pytest.raises(WriteInGet):
        watch.before_cursor_execute(None, None, "UPDATE booking SET id = 1")
    with app.test_request_context("/"):
        watch.before_cursor_execute(None, None, "INSERT INTO audit_event (id) VALUES (1)")
    with app.test_request_context("/", method="POST"):
        watch.before_cursor_execute(None, None, "UPDATE booking SET id = 1")


@pytest.mark.parametrize("round_number", [1, 2])
def test_a_test_finds_the_database_as_after_the_migrations(app: Flask, round_number: int) -> None:
    count = db.text("SELECT count(*) FROM worker_beat")
    assert db.session.scalar(count) == 0
    db.session.execute(db.text(f"INSERT INTO worker_beat VALUES ('{round_number}', '2026-05-11 00:00:00')"))
    db.session.execute(db.text("DELETE FROM holiday WHERE day < '2027-01-01'"))
    db.session.commit()


def test_the_clock_stands_where_it_is_put(clock: FrozenClock) -> None:
    clock.set("2026-05-11T16:00:00")
    before = clock.now()
    clock.advance(minutes=10)
    assert (clock.now() - before).total_seconds() == 600
    assert before.isoformat() == "2026-05-11T07:00:00+00:00"


def test_a_request_does_not_share_the_session_of_the_test(app: Flask, client: FlaskClient) -> None:
    mine = db.session()
    seen: list[object] = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append(db.session()))
    client.get("/")
    app.before_request_funcs[None].pop()
    assert seen
    assert mine not in seen
