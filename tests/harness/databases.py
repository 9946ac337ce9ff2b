"""Both databases of the suite: migrated once into a template, given to each test as if new.

SQLite: the template's file is copied over before a test. PostgreSQL: one database per process, made from the
template; after a test only the tables that changed are put back.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from tests.harness.postgres import Postgres, discard, server_url

KINDS = ("sqlite", "postgresql")
TEMPLATE = "madoguchi_template"
SERVER_NOTE = "server"
MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 1 << 30
Build = Callable[[str], None]


def make_root() -> Path:
    """A folder for one test session, in memory where the machine has some, so that a commit waits for no disk."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY
    return Path(tempfile.mkdtemp(prefix="madoguchi-", dir=MEMORY if roomy else None))


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Among the processes of one session, only one builds a template or starts a server."""
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteDatabase:
    """A file of this process, copied from the template."""

    kind = "sqlite"

    def __init__(self, root: Path, worker: str, build: Build) -> None:
        self.template = root / "template.db"
        self.path = root / f"{worker}.db"
        self.url = f"sqlite:///{self.path}"
        with one_at_a_time(root):
            if not self.template.exists():
                draft = root / "draft.db"
                build(f"sqlite:///{draft}")
                draft.rename(self.template)

    def renew(self, engine: Engine) -> None:
        """As new for the next test; a connection someone forgot keeps the old file to itself."""
        engine.dispose()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        draft = self.path.with_suffix(".next")
        shutil.copyfile(self.template, draft)
        draft.replace(self.path)

    def close(self) -> None:
        """Nothing to let go of: the file goes with the session's folder."""


class PostgresDatabase:
    """A database of this process on the session's server."""

    kind = "postgresql"

    def __init__(self, server: str, root: Path, worker: str, build: Build) -> None:
        self.server = make_url(server)
        self.name = f"madoguchi_{root.name.rpartition('-')[2].lower()}_{worker}"
        template = f"{TEMPLATE}_{root.name.rpartition('-')[2].lower()}"
        self.url = self._address(self.name)
        with one_at_a_time(root):
            if not (root / "template-ready").exists():
                self._on_server(f'CREATE DATABASE "{template}"')
                build(self._address(template))
                with self._connect(template) as connection:
                    remember(connection)
                (root / "template-ready").touch()
            self._on_server(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        self.connection = self._connect(self.name)
        self.tables = self._column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        self.seeded = set(self._column("SELECT tablename FROM pg_tables WHERE schemaname = 'baseline'"))
        self.changed_tables = changed_tables(self.tables, self.seeded)

    def renew(self, engine: Engine) -> None:
        """Put back what changed; a connection someone left in the middle of a transaction is ended."""
        try:
            self._restore()
        except psycopg.errors.LockNotAvailable:
            engine.dispose()
            self.connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            self._restore()

    def close(self) -> None:
        """Drop this process's database; the template goes with the session's server."""
        self.connection.close()
        self._on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _restore(self) -> None:
        for table in self._column(self.changed_tables):
            name = sql.Identifier("public", table)
            self.connection.execute(sql.SQL("DELETE FROM {}").format(name))
            if table in self.seeded:
                source = sql.Identifier("baseline", table)
                self.connection.execute(sql.SQL("INSERT INTO {} TABLE {}").format(name, source))

    def _address(self, database: str) -> str:
        return self.server.set(database=database).render_as_string(hide_password=False)

    def _connect(self, database: str) -> psycopg.Connection[Any]:
        address = self._address(database).replace("+psycopg", "", 1)
        options = "-c session_replication_role=replica -c lock_timeout=2000"
        return psycopg.connect(address, autocommit=True, options=options)

    def _column(self, query: str | sql.Composed) -> list[str]:
        return [row[0] for row in self.connection.execute(query).fetchall()]

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self._address("postgres").replace("+psycopg", "", 1), autocommit=True) as connection:
            connection.execute(statement)


def remember(connection: psycopg.Connection[Any]) -> None:
    """Keep a copy of every table that the migrations filled."""
    connection.execute("CREATE SCHEMA baseline")
    for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
        name, copy = sql.Identifier("public", table), sql.Identifier("baseline", table)
        if connection.execute(sql.SQL("SELECT EXISTS (TABLE {})").format(name)).fetchone() == (True,):
            connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(copy, name))


def changed_tables(tables: list[str], seeded: set[str]) -> sql.Composed:
    """One query that names every table which no longer holds what the migrations left in it."""
    empty = "SELECT {word} WHERE EXISTS (TABLE {name})"
    filled = (
        "SELECT {word} WHERE EXISTS ((TABLE {name} EXCEPT TABLE {copy}) UNION ALL (TABLE {copy} EXCEPT TABLE {name}))"
    )
    return sql.SQL(" UNION ALL ").join(
        sql.SQL(filled if table in seeded else empty).format(
            word=sql.Literal(table), name=sql.Identifier("public", table), copy=sql.Identifier("baseline", table)
        )
        for table in tables
    )


def server_of(root: Path) -> str:
    """The address of the session's server; the first process that asks starts it, the session's owner ends it."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    with one_at_a_time(root):
        note = root / SERVER_NOTE
        if not note.exists():
            server = Postgres()
            server.start()
            note.write_text(str(server.folder))
        return server_url(Path(note.read_text()), "postgres")


def clear_root(root: Path) -> None:
    """End the session's server and remove everything the session kept."""
    note = root / SERVER_NOTE
    if note.exists():
        discard(Path(note.read_text()))
    shutil.rmtree(root, ignore_errors=True)
