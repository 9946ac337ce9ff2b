"""A backup of an older release is brought up to date, of a newer one refused, none put under anybody (SECURITY F15)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import flask_migrate
import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import db
from app.routines.keeping.places import Refused
from app.routines.keeping.postgres_tools import plain_url
from app.routines.keeping.restoring import known_revisions
from app.routines.keeping.snapshots import sqlite_path
from app.web.migrating import bind_migrations
from tests import bookings
from tests.factories import open_offices
from tests.harness.clock import FrozenClock
from tests.keepings import backed_up, count, postgres_programs, restored, rows

VERSION = "alembic_version"


@pytest.fixture(autouse=True)
def _programs(app: Flask) -> Iterator[None]:
    open_offices()
    with postgres_programs():
        yield
    db.session.rollback()


def call_itself(revision: str) -> None:
    """Let the database say that it is of a revision."""
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION} SET version_num = :revision"), {"revision": revision})


def test_a_backup_of_a_newer_release_is_refused_and_nothing_is_touched(clock: FrozenClock, tmp_path: Path) -> None:
    newest = known_revisions()[0]
    call_itself("9999")
    path = backed_up(tmp_path, clock.now())
    call_itself(newest)
    bookings.book(clock)
    with pytest.raises(Refused, match="9999"):
        restored(path, clock.now())
    assert (count("booking"), rows(VERSION, "version_num")) == (1, [(newest,)])


def backed_up_by_its_release(folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup whose journal the older release wrote: it asked for its own columns only."""
    with monkeypatch.context() as older:
        older.setattr("app.routines.keeping.backing_up.keep_journal", lambda now: 0)
        return backed_up(folder, now)


def test_a_backup_of_an_older_release_is_brought_up_to_date(
    app: Flask, clock: FrozenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest, before = known_revisions()[:2]
    number = bookings.book(clock).number
    db.session.remove()
    if "migrate" not in app.extensions:
        bind_migrations(app)
    flask_migrate.downgrade(revision=before)
    path = backed_up_by_its_release(tmp_path, clock.now(), monkeypatch)
    assert rows(VERSION, "version_num") == [(before,)]
    db.session.remove()
    flask_migrate.upgrade()
    restored(path, clock.now())
    assert (rows(VERSION, "version_num"), rows("booking", "number")) == ([(newest,)], [(number,)])
    made = sa.inspect(db.engine).get_table_names()
    assert {table.name for table in db.metadata.sorted_tables} <= {*made}


def test_nothing_is_replaced_under_somebody_who_is_connected(
    clock: FrozenClock, tmp_path: Path, database_kind: str
) -> None:
    path = backed_up(tmp_path, clock.now())
    bookings.book(clock)
    db.session.remove()
    with closing(other(database_kind)), pytest.raises(Refused, match="止めて"):
        restored(path, clock.now())
    assert count("booking") == 1
    restored(path, clock.now())
    assert count("booking") == 0


def other(database_kind: str) -> psycopg.Connection | sqlite3.Connection:
    """Another process of ours that has the database open."""
    if database_kind == "postgresql":
        return psycopg.connect(plain_url(), application_name="madoguchi")
    connection = sqlite3.connect(sqlite_path())
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM booking").fetchone()
    return connection
