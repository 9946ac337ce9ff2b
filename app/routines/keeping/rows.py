"""Rows as lines of text and back, exactly as the database keeps them: what is sealed stays sealed."""

import base64
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.columns import Sealed
from app.db import db

Written = dict[str, Any]
BYTES, MOMENT, DAY = "bytes", "moment", "day"


def raw_columns(table: sa.Table, names: tuple[str, ...] = ()) -> list[sa.ColumnElement[Any]]:
    """The columns to read: all of them or these, sealed ones as bytes."""
    wanted = [column for column in table.columns if not names or column.name in names or column.primary_key]
    return [raw(column).label(column.name) for column in wanted]


def raw(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column as it lies in the database."""
    return sa.type_coerce(column, sa.LargeBinary) if isinstance(column.type, Sealed) else column


def written(row: sa.Row[Any]) -> Written:
    """A row for JSON."""
    return {name: _written(value) for name, value in row._mapping.items()}


def _written(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return {BYTES: base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):
        return {MOMENT: value.isoformat()}
    return {DAY: value.isoformat()} if isinstance(value, date) else value


def sealed_in(line: Written) -> dict[str, bytes]:
    """What is sealed in a row that was written."""
    sealed = {name: value[BYTES] for name, value in line.items() if isinstance(value, dict) and BYTES in value}
    return {name: base64.b64decode(text) for name, text in sealed.items()}


def values_of(line: Written) -> dict[str, Any]:
    """What is to be put into the columns of a row that was written."""
    return {name: _value(value) for name, value in line.items()}


def _value(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if BYTES in value:
        return db.literal(base64.b64decode(value[BYTES]), sa.LargeBinary())
    return datetime.fromisoformat(value[MOMENT]) if MOMENT in value else date.fromisoformat(value[DAY])


def put_row(table: sa.Table, values: dict[str, Any], *, only_there: bool) -> bool:
    """Let a row be as these values say, made where it is missing unless `only_there`; False where it cannot be.

    A row that it points to and that is not there any more makes it impossible; where it may point to nothing, it does.
    """
    loose = {key.parent.name for key in table.foreign_keys if key.parent.nullable}
    return any(
        _put(table, {**values, **dict.fromkeys(emptied & values.keys())}, only_there) for emptied in (set(), loose)
    )


def _put(table: sa.Table, values: dict[str, Any], only_there: bool) -> bool:
    named = sa.and_(*(column == values[column.name] for column in table.primary_key))
    try:
        with db.session.begin_nested():
            if db.session.execute(sa.select(sa.literal(1)).select_from(table).where(named)).first():
                return bool(db.session.execute(table.update().where(named).values(values)).rowcount)
            if only_there:
                return False
            db.session.execute(table.insert().values(values))
            return True
    except sa.exc.IntegrityError:
        return False


def move_sequence(table: sa.Table) -> None:
    """Let PostgreSQL draw ids after those that were put in; SQLite looks at the rows by itself."""
    if db.session.get_bind().dialect.name != "postgresql" or list(table.primary_key.columns.keys()) != ["id"]:
        return
    sequence = db.session.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id")))
    if sequence is not None:
        db.session.execute(sa.select(sa.func.setval(sequence, sa.select(sa.func.max(table.c.id)).scalar_subquery())))
