"""A scene that many tests begin with: made once by the real use-case, afterwards put back row by row, as it was.

Only on a database whose tables are as the migrations left them; on any other the use-case runs again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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
        before = contents()
        self.make()
        if as_migrated(before):
            after = contents()
            added = {table: [row for row in after[table] if row not in before.get(table, [])] for table in after}
            self.kept[address] = {table: added[table] for table in in_order(frozenset(added)) if added[table]}

    @staticmethod
    @db.write
    def _put_back(rows: Rows) -> bool:
        connection = db.session.connection()
        if connection.exec_driver_sql(any_row(rows)).first() is not None:
            return False
        for table, filled in rows.items():
            connection.exec_driver_sql(insertion(table, connection.dialect.paramstyle), filled)
        return True


SEEDED = frozenset({"holiday", "organisation", "bureau"})
"""The tables that the migrations fill; every organisation of theirs is a bureau."""
OTHER_ORGANISATIONS = 'SELECT 1 WHERE (SELECT count(*) FROM "organisation") <> (SELECT count(*) FROM "bureau")'


def contents() -> Rows:
    """The rows of every table that holds some."""
    db.session.rollback()
    found = {table.name: rows_of(table.name) for table in db.metadata.sorted_tables}
    return {name: rows for name, rows in found.items() if rows}


def as_migrated(rows: Rows) -> bool:
    """Whether nothing is there but what the migrations left."""
    return set(rows) == SEEDED and len(rows["organisation"]) == len(rows["bureau"])


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
    """A question for any row that the migrations did not leave in any of some tables."""
    ours = (table for table in tables if table not in SEEDED)
    rows = [f'SELECT 1 WHERE EXISTS (SELECT 1 FROM "{table}")' for table in ours]
    return " UNION ALL ".join([*rows, OTHER_ORGANISATIONS])


def insertion(table: str, paramstyle: str) -> str:
    """The plain INSERT of a whole row."""
    columns = db.metadata.tables[table].columns
    marks = ", ".join("?" if paramstyle == "qmark" else "%s" for _ in columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
