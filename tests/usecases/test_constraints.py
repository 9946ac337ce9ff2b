"""Every named constraint holds on the migrated schema of both databases, whatever the program does (DESIGN 3)."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

import app.factory  # noqa: F401 (brings every table)
from app.db import db
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
def filled(app: Flask) -> sa.Connection:
    """A connection to the migrated schema with one valid row in every table."""
    with db.engine.connect() as connection:
        insert_all(connection, db.metadata)
        yield connection


def refused(connection: sa.Connection, table: str, row: Row) -> str:
    """What the database says to a row it must not take."""
    with pytest.raises(IntegrityError) as refusal, connection.begin_nested():
        insert(connection, table, row)
    diagnosis = getattr(refusal.value.orig, "diag", None)
    return str(diagnosis.constraint_name if diagnosis else refusal.value.orig)


def another(table: sa.Table, row: Row) -> Row:
    """The same row under another primary key, where the key is a number of the database's own making."""
    keys = [
        column.name for column in table.primary_key if isinstance(column.type, sa.Integer) and not column.foreign_keys
    ]
    return row | dict.fromkeys(keys, 990)


def test_every_table_has_a_valid_row() -> None:
    assert not set(db.metadata.tables) - set(registry().rows)


def test_every_check_has_a_row_that_breaks_it() -> None:
    names = {name_of(guard) for guard in guards(sa.CheckConstraint)}
    assert names == set(registry().breaks)


@pytest.mark.parametrize("guard", guards(sa.CheckConstraint), ids=name_of)
def test_check_holds(filled: sa.Connection, guard: sa.CheckConstraint) -> None:
    row = another(guard.table, registry().rows[guard.table.name]) | registry().breaks[name_of(guard)]
    assert name_of(guard) in refused(filled, guard.table.name, row)


@pytest.mark.parametrize("guard", guards(sa.ForeignKeyConstraint), ids=name_of)
def test_foreign_key_holds(filled: sa.Connection, guard: sa.ForeignKeyConstraint) -> None:
    row = another(guard.table, registry().rows[guard.table.name])
    numbers = all(isinstance(column.type, sa.Integer) for column in guard.columns)
    row |= {column.name: 987654 if numbers else "nobody" for column in guard.columns}
    row |= registry().shares.get(name_of(guard), {})
    said = refused(filled, guard.table.name, row)
    assert name_of(guard) in said or "FOREIGN KEY" in said


@pytest.mark.parametrize("guard", guards(sa.UniqueConstraint, sa.Index), ids=name_of)
def test_unique_holds(filled: sa.Connection, guard: sa.UniqueConstraint | sa.Index) -> None:
    table = guard.table
    if table is None:
        raise AssertionError(f"{guard.name} belongs to no table")
    row = another(table, registry().rows[table.name]) | registry().shares.get(name_of(guard), {})
    said = refused(filled, table.name, row)
    assert name_of(guard) in said or all(f"{table.name}.{column.name}" in said for column in guard.columns)


@pytest.mark.parametrize("table", db.metadata.sorted_tables, ids=lambda table: table.name)
def test_primary_key_holds(filled: sa.Connection, table: sa.Table) -> None:
    said = refused(filled, table.name, registry().rows[table.name])
    columns = [f"{table.name}.{column.name}" for column in table.primary_key]
    assert str(table.primary_key.name) in said or any(column in said for column in columns)
