"""A restore with the roles of deploy/sql: by the owner, refused while the application is at it, granted afterwards."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from app.db import db
from app.routines.keeping.places import Refused
from app.routines.keeping.restoring import restore
from tests.factories import open_offices
from tests.harness.applications import build_app, settings_for
from tests.harness.clock import FrozenClock
from tests.harness.postgres import Postgres
from tests.harness.roles import SQL, role_url, run, with_roles
from tests.keepings import backed_up, postgres_programs

COUNTED = "SELECT count(*) FROM office"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL with our roles, migrated by its owner."""
    with with_roles() as made, postgres_programs():
        yield made


def under(server: Postgres, role: str, folder: Path, clock: FrozenClock) -> Flask:
    """The application as a role runs it."""
    return build_app(settings_for(role_url(server, role), folder), clock)


def test_the_owner_restores_only_what_nobody_uses_and_the_grants_open_it_again(
    server: Postgres, tmp_path: Path, clock: FrozenClock
) -> None:
    with under(server, "madoguchi_app", tmp_path, clock).app_context():
        open_offices()
        path = backed_up(tmp_path / "backups", clock.now())
        db.session.remove()
        db.engine.dispose()
    with under(server, "madoguchi_owner", tmp_path, clock).app_context():
        with as_application(server), pytest.raises(Refused, match="使っています"):
            restore(path, clock.now(), replaces=True)
        restore(path, clock.now(), replaces=True)
        db.session.remove()
        db.engine.dispose()
    with as_application(server) as line, pytest.raises(psycopg.errors.UndefinedTable):
        line.execute(COUNTED)
    run(role_url(server, "madoguchi_owner"), (SQL / "grants.sql").read_text())
    with as_application(server) as line:
        assert line.execute(COUNTED).fetchone() == (7,)


def as_application(server: Postgres) -> psycopg.Connection[tuple[int, ...]]:
    """A line as web and worker hold one."""
    url = role_url(server, "madoguchi_app").replace("+psycopg", "", 1)
    return psycopg.connect(url, application_name="madoguchi", autocommit=True)
