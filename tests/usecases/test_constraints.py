"""Every named constraint holds on the migrated schema of both databases, whatever the program does (DESIGN 3)."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

import app.factory  # noqa: F401 (brings every table)
from app.db import UtcDateTime, db
from tests.harness.rows import Row, insert, insert_all, registry

Constraint = sa.Constraint | sa.Index


def guards(*kinds: type) -> list[Constraint]:
    """Every constraint of some kinds, and with UniqueConstraint every unique index, by name."""
    found: list[Constraint] = [each for table in db.metadata.tables.values() for each in table.constraints]
    found += [index for table in db.metadata.tables.values() for index in table.indexes if index.unique]
    return sorted((each for each in found if isinstance(each, kinds)), key=lambda each: str(each.name))


def name_of(guard: Constraint) -> str:
    """A constraint's own name."""
    return str(guard.name)


@pytest.fixture
def connection(app: Flask) -> Iterator[sa.Connection]:
    """A connection to the migrated schema."""
    with db.engine.connect() as opened:
        yield opened


def refused(connection: sa.Connection, table: str, row: Row) -> str:
    """What the database says to a row it must not take."""
    with pytest.raises(IntegrityError) as refusal, connection.begin_nested():
        insert(connection, table, row)
    diagnosis = getattr(refusal.value.orig, "diag", None)
    return str(diagnosis.constraint_name if diagnosis else refusal.value.orig)


def another(table: sa.Table) -> Row:
    """The table's valid row under another primary key, as far as the key is its own."""
    own = [column for column in table.primary_key if not column.foreign_keys]
    return registry().rows[table.name][0] | {column.name: other_key(column) for column in own}


def other_key(column: sa.Column[Any]) -> object:
    """A key that no valid row has."""
    if isinstance(column.type, sa.Integer):
        return 990
    return "2049-01-01 00:00:00" if isinstance(column.type, UtcDateTime | sa.Date) else "another"


def test_every_table_has_a_valid_row() -> None:
    assert not set(db.metadata.tables) - set(registry().rows)


def test_every_check_has_a_row_that_breaks_it() -> None:
    names = {name_of(guard) for guard in guards(sa.CheckConstraint)}
    assert names == set(registry().breaks)


@pytest.mark.parametrize("guard", guards(sa.CheckConstraint), ids=name_of)
def test_check_holds(connection: sa.Connection, guard: sa.CheckConstraint) -> None:
    insert_all(connection, db.metadata, before=guard.table.name)
    row = registry().rows[guard.table.name][0] | registry().breaks[name_of(guard)]
    assert name_of(guard) in refused(connection, guard.table.name, row)


@pytest.mark.parametrize("guard", guards(sa.ForeignKeyConstraint), ids=name_of)
def test_foreign_key_holds(connection: sa.Connection, guard: sa.ForeignKeyConstraint) -> None:
    insert_all(connection, db.metadata, before=guard.table.name)
    strangers = {column.name: 987654 if isinstance(column.type, sa.Integer) else "nobody" for column in guard.columns}
    row = registry().rows[guard.table.name][0] | strangers
    said = refused(connection, guard.table.name, row)
    assert name_of(guard) in said or "FOREIGN KEY" in said


@pytest.mark.parametrize("guard", guards(sa.UniqueConstraint, sa.Index), ids=name_of)
def test_unique_holds(connection: sa.Connection, guard: sa.UniqueConstraint | sa.Index) -> None:
    table = guard.table
    if table is None:
        raise AssertionError(f"{guard.name} belongs to no table")
    insert_all(connection, db.metadata)
    said = refused(connection, table.name, another(table) | registry().shares.get(name_of(guard), {}))
    assert name_of(guard) in said or all(f"{table.name}.{column.name}" in said for column in guard.columns)


@pytest.mark.parametrize("table", db.metadata.sorted_tables, ids=lambda table: table.name)
def test_primary_key_holds(connection: sa.Connection, table: sa.Table) -> None:
    insert_all(connection, db.metadata)
    row = registry().rows[table.name][0] | registry().shares.get(str(table.primary_key.name), {})
    said = refused(connection, table.name, row)
    assert str(table.primary_key.name) in said or any(f"{table.name}.{key.name}" in said for key in table.primary_key)
