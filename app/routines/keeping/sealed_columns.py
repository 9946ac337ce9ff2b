"""Every sealed column of every table, found by the schema, and sealing it anew under the current key."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from app.columns import Sealed, installed_keys, opened
from app.db import db
from app.kernel import sealing
from app.routines.keeping.rows import raw

AT_ONCE = 200
"""Rows of one transaction: nobody waits long for a rotation."""


def sealed_columns() -> Iterator[sa.Column[Any]]:
    """The sealed columns, in the order of tables."""
    for table in db.metadata.sorted_tables:
        yield from (column for column in table.columns if isinstance(column.type, Sealed))


def count_stale() -> int:
    """How many values are sealed under another key than the current one."""
    counted = (sa.select(sa.func.count()).select_from(each.table).where(_is_stale(each)) for each in sealed_columns())
    found = sum(db.session.scalar(statement) or 0 for statement in counted)
    db.session.rollback()
    return found


def reseal_all() -> int:
    """Seal every stale value anew; how many. Killed anywhere, the next call goes on from there."""
    return sum(_reseal_column(column) for column in sealed_columns())


def _reseal_column(column: sa.Column[Any]) -> int:
    done, after = 0, None
    while True:
        count, after = _reseal_some(column, after)
        done += count
        if after is None:
            return done


@db.write
def _reseal_some(column: sa.Column[Any], after: tuple[Any, ...] | None) -> tuple[int, tuple[Any, ...] | None]:
    """One batch in the order of the key: how many, and the last key; None where none is left.

    A value that somebody changes meanwhile is sealed under the current key by them, and left alone here.
    """
    keys = list(column.table.primary_key.columns)
    wanted = sa.select(*keys, raw(column).label("bytes")).where(_is_stale(column)).order_by(*keys).limit(AT_ONCE)
    if after is not None:
        place = sa.tuple_(*(sa.literal(value, key.type) for key, value in zip(keys, after, strict=True)))
        wanted = wanted.where(sa.tuple_(*keys) > place)
    rows = db.session.execute(wanted).all()
    name, ring = column.type.column, installed_keys().seal
    for *key, old in rows:
        new = sealing.seal(ring, opened(old, name), name)
        same = sa.and_(*(part == value for part, value in zip(keys, key, strict=True)), raw(column) == bytes(old))
        put = {column.name: db.literal(new, sa.LargeBinary())}
        db.session.execute(column.table.update().where(same).values(put))
    return len(rows), tuple(rows[-1][:-1]) if len(rows) == AT_ONCE else None


def _is_stale(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    current = installed_keys().seal.current.encode()
    begins = bytes([len(current)]) + current
    start = sa.func.substr(raw(column), 1, len(begins), type_=sa.LargeBinary())
    return sa.and_(column.is_not(None), start != db.literal(begins, sa.LargeBinary()))
