"""One moment of the whole database in a file, while others go on writing; and how many rows it holds."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from app.routines.keeping.places import settings
from app.routines.keeping.postgres_tools import plain_url, run_tool

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
WAIT_SECONDS = 60.0


@dataclass(frozen=True)
class Snapshot:
    """What the file holds: the migration it was taken at, and the rows of each table."""

    revision: str
    rows: dict[str, int]


def is_sqlite() -> bool:
    """Whether this installation keeps its data in SQLite."""
    return settings().database_url.startswith("sqlite")


def sqlite_path() -> Path:
    """The file of the SQLite database."""
    return Path(str(make_url(settings().database_url).database))


def take_snapshot(draft: Path) -> Snapshot:
    """Write one moment of the database into `draft`; nobody who writes has to wait."""
    return _take_sqlite(draft) if is_sqlite() else _take_postgres(draft)


def _take_sqlite(draft: Path) -> Snapshot:
    """A compact copy of what is committed, also of what stands in the log only; freed pages do not come along."""
    with closing(sqlite3.connect(sqlite_path(), timeout=WAIT_SECONDS)) as connection:
        connection.execute("VACUUM INTO ?", (str(draft),))
    draft.chmod(0o600)
    return read_sqlite(draft)


def read_sqlite(draft: Path) -> Snapshot:
    """What a copy holds; raises `sqlite3.DatabaseError` where it is not sound."""
    with closing(sqlite3.connect(draft)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("integrity_check")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        rows = {name: _count(connection, name) for (name,) in names.fetchall() if name != "alembic_version"}
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Snapshot(revision, dict(sorted(rows.items())))


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 (from the schema)


def _take_postgres(draft: Path) -> Snapshot:
    """The counts and pg_dump read the same exported snapshot."""
    with psycopg.connect(plain_url()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        (name,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        words = ("--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--snapshot={name}")
        draft.touch(0o600)
        run_tool("pg_dump", *words, f"--file={draft}")
        return count_postgres(connection)


def count_postgres(connection: psycopg.Connection) -> Snapshot:
    """What the database holds as this connection sees it."""
    names = [name for (name,) in connection.execute(TABLES).fetchall()]
    counted = sql.SQL("SELECT count(*) FROM {}")
    rows = {
        name: int(connection.execute(counted.format(sql.Identifier("public", name))).fetchone()[0])
        for name in names
        if name not in ("alembic_version", "restore_pending")
    }
    (revision,) = connection.execute("SELECT version_num FROM public.alembic_version").fetchone() or ("",)
    return Snapshot(revision, rows)
