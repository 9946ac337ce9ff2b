"""A PostgreSQL with the roles of deploy/sql: the owner migrates, the application works, the log tells nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.harness.applications import migrate
from tests.harness.postgres import Postgres, discard

SQL = Path(__file__).resolve().parents[2] / "deploy" / "sql"


@contextmanager
def with_roles() -> Iterator[Postgres]:
    """A server of its own, migrated by the owner, with the grants given."""
    server = Postgres()
    try:
        server.start()
        run(server.url("postgres"), "CREATE DATABASE madoguchi")
        run(server.url("madoguchi"), (SQL / "roles.sql").read_text())
        run(server.url("madoguchi"), (SQL / "logging.sql").read_text())
        migrate(role_url(server, "madoguchi_owner"), server.folder / "instance")
        run(role_url(server, "madoguchi_owner"), (SQL / "grants.sql").read_text())
        yield server
    finally:
        discard(server.folder)


def role_url(server: Postgres, role: str) -> str:
    """The address of the database for a role."""
    return server.url("madoguchi").replace("//postgres@", f"//{role}@")


def run(url: str, statements: str) -> None:
    """Run a file as `psql -f` would."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statements)
