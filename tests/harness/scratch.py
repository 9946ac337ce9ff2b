"""An empty database of a test's own, and what the house tests look up in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from tests.harness.databases import server_of

Contents = dict[str, list[dict[str, object]]]
CONSTRAINT = re.compile(r"\bCONSTRAINT\s+\"?(\w+)\"?", re.IGNORECASE)
POSTGRES_NAMES = """
    SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'public' AND contype IN ('c', 'f', 'u')
    AND relname <> 'alembic_version'
"""


@contextmanager
def scratch_database(kind: str, root: Path, name: str) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    if kind == "sqlite":
        path = root / f"{name}.db"
        yield f"sqlite:///{path}"
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return
    server = make_url(server_of(root))
    database = f"{name}_{root.name.rpartition('-')[2].lower()}"
    plain = server.render_as_string(hide_password=False).replace("+psycopg", "", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(database)))
        yield server.set(database=database).render_as_string(hide_password=False)
        connection.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(database)))


def constraint_names(connection: sa.Connection) -> set[str]:
    """The name of every CHECK, UNIQUE and foreign key of the migrated schema."""
    if connection.dialect.name == "postgresql":
        return set(connection.scalars(sa.text(POSTGRES_NAMES)))
    made = connection.scalars(
        sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
    )
    return {name for statement in made for name in CONSTRAINT.findall(statement) if not name.startswith("pk_")}


def contents(connection: sa.Connection) -> Contents:
    """Every row of every table, as the database keeps it."""
    names = [name for name in sa.inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: [plain(row) for row in connection.execute(sa.text(f'SELECT * FROM "{name}"'))] for name in names}


def plain(row: sa.Row[Any]) -> dict[str, object]:
    """A row by its columns; bytes as bytes, whichever the driver gives."""
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row._mapping.items()}
