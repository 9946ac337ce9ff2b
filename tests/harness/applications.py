"""The application as the tests have it: one per process and database, with the frozen clock and an isolated client."""

import contextvars
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import flask
import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import Settings
from app.db import db
from app.factory import create_app
from app.kernel.sealing import KeyRing
from app.keys import Keys
from tests.harness.clock import FrozenClock
from tests.harness.databases import PostgresDatabase, SqliteDatabase, server_of

Database = SqliteDatabase | PostgresDatabase


def fixed_keys() -> Keys:
    """The same keys in every run, so that derived passwords in golden mails stay what they are."""
    return Keys(
        seal=ring("seal"),
        booking_password=ring("booking password"),
        cookie=ring("cookie"),
        index=hashlib.sha256(b"tests: index").digest(),
    )


def ring(purpose: str) -> KeyRing:
    """A ring with one key that is secret to nobody."""
    return KeyRing("k1", {"k1": hashlib.sha256(f"tests: {purpose}".encode()).digest()})


def settings_for(url: str, instance: Path, **changes: Any) -> Settings:
    """The demo's settings on a database of the tests."""
    settings = Settings(keys=fixed_keys(), database_url=url, instance=instance, testing=True)
    return replace(settings, **changes)


def build_app(settings: Settings, clock: FrozenClock) -> Flask:
    """An application whose client asks like a browser with nothing in its pockets."""
    app = create_app(settings, clock=clock)
    app.test_client_class = IsolatedClient
    return app


def migrate(url: str, instance: Path) -> None:
    """Bring an empty database to the newest schema, by the real migrations."""
    app = build_app(settings_for(url, instance), FrozenClock())
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


class IsolatedClient(FlaskClient):
    """Each request runs in a context of its own, also when the test has an application context open.

    What the test itself read or wrote is ended first, so that neither waits for nor hides the other's rows.
    """

    def open(self, *arguments: Any, **keywords: Any) -> TestResponse:
        """Send a request to the address people use."""
        keywords.setdefault("base_url", self.application.extensions["settings"].public_base_url)
        end_reading()
        try:
            return contextvars.Context().run(super().open, *arguments, **keywords)
        finally:
            end_reading()


def end_reading() -> None:
    """End the test's own transaction, if it is in one; rows it holds are read anew at the next use."""
    if not flask.has_app_context():
        return
    session = db.session
    if session.new or session.dirty or session.deleted:
        raise AssertionError("the test has rows that are not committed: the request would not see them")
    session.rollback()
    session.expire_all()


class Ground:
    """The databases and applications of this process, each made when the first test asks for it."""

    def __init__(self, root: Path, worker: str) -> None:
        self.root = root
        self.worker = worker
        self.databases: dict[str, Database] = {}
        self.apps: dict[str, Flask] = {}

    def database(self, kind: str) -> Database:
        """The database of a kind, as the last test left it."""
        if kind not in self.databases:
            self.databases[kind] = self._make(kind)
        return self.databases[kind]

    def fresh_app(self, kind: str, clock: FrozenClock) -> Flask:
        """The application on that kind of database, everything in it as after the migrations."""
        database = self.database(kind)
        instance = self.root / f"instance-{self.worker}-{kind}"
        shutil.rmtree(instance, ignore_errors=True)
        if kind not in self.apps:
            self.apps[kind] = build_app(settings_for(database.url, instance), clock)
        app = self.apps[kind]
        app.extensions["clock"] = clock
        instance.mkdir(exist_ok=True)
        with app.app_context():
            database.renew(db.engine)
        return app

    def close(self) -> None:
        """Let go of everything this process opened."""
        for app in self.apps.values():
            with app.app_context():
                db.engine.dispose()
        for database in self.databases.values():
            database.close()

    def _make(self, kind: str) -> Database:
        def build(url: str) -> None:
            migrate(url, self.root / "instance-template")

        if kind == "sqlite":
            return SqliteDatabase(self.root, self.worker, build)
        return PostgresDatabase(server_of(self.root), self.root, self.worker, build)
