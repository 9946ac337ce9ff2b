"""A scene that many tests begin with: made once by the real use-case, afterwards put back row by row, as it was.

Only on a database whose tables are as the migrations left them; on any other the use-case runs again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import current_app

from app.db import db

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Scene:
    """What a use-case adds to a database that it finds empty; kept for each database of this process."""

    make: Callable[[], object]
    kept: dict[str, Rows] = field(default_factory=dict)

    def set_up(self) -> None:
        """Let its rows be there, committed."""
        address = str(current_app.config["SQLALCHEMY_DATABASE_URI"])
        if address in self.kept:
            if not self._put_back(self.kept[address]):
                self.make()
            return
        before = filled_tables()
        self.make()
        after = filled_tables()
        added = frozenset(after) - frozenset(before)
        if added and all(after[table] == count for table, count in before.items()):
            self.kept[address] = {table: rows_of(table) for table in in_order(added)}

    @staticmethod
    @db.write
    def _put_back(rows: Rows) -> bool:
        connection = db.session.connection()
        if connection.exec_driver_sql(any_row(rows)).first() is not None:
            return False
        for table, filled in rows.items():
            connection.exec_driver_sql(insertion(table, connection.dialect.paramstyle), filled)
        return True


def filled_tables() -> dict[str, int]:
    """The tables that hold something, with how many rows."""
    db.session.rollback()
    asked = {table.name: sa.select(sa.func.count()).select_from(table) for table in db.metadata.sorted_tables}
    found = {name: db.session.scalar(counted) or 0 for name, counted in asked.items()}
    db.session.rollback()
    return {name: count for name, count in found.items() if count}


def in_order(tables: frozenset[str]) -> list[str]:
    """These tables, those that others point to first."""
    return [table.name for table in db.metadata.sorted_tables if table.name in tables]


def rows_of(table: str) -> list[tuple[Any, ...]]:
    """The rows of a table as the driver gives them, in the order of its columns."""
    names = ", ".join(f'"{column.name}"' for column in db.metadata.tables[table].columns)
    rows = db.session.connection().exec_driver_sql(f'SELECT {names} FROM "{table}"').all()
    db.session.rollback()
    return [tuple(row) for row in rows]


def any_row(tables: Rows) -> str:
    """A question for any row in any of some tables."""
    return " UNION ALL ".join(f'SELECT 1 WHERE EXISTS (SELECT 1 FROM "{table}")' for table in tables)


def insertion(table: str, paramstyle: str) -> str:
    """The plain INSERT of a whole row."""
    columns = db.metadata.tables[table].columns
    marks = ", ".join("?" if paramstyle == "qmark" else "%s" for _ in columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
