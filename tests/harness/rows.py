"""One valid row for every table, in plain SQL values: to break constraints with, and to carry through migrations.

Each capability adds its own in tests/usecases/<capability>/valid_rows.py:

    ROWS = {"office": {"id": "kanagawa", ...}}              columns to values; other tables' rows by their keys;
                                                            a list where a UNIQUE needs a second kind of row
    BREAKS = {"ck_office_slug": {"slug": "Not A Slug"}}     what to change so that just this CHECK breaks
    SHARES = {"uq_office_slug": {"name": "other"}}          where needed: what to change so that just this UNIQUE breaks
"""

import importlib.util
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

FOLDER = Path(__file__).resolve().parent.parent / "usecases"
Row = dict[str, Any]


@dataclass(frozen=True)
class Registry:
    """Everything the capabilities have told."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    breaks: dict[str, Row] = field(default_factory=dict)
    shares: dict[str, Row] = field(default_factory=dict)


@cache
def registry() -> Registry:
    """The rows of every capability; a table is told by one of them."""
    told = Registry()
    for path in sorted(FOLDER.rglob("valid_rows.py")):
        module = load(path)
        if told.rows.keys() & module.ROWS.keys():
            raise AssertionError(f"{path} tells a table that another has told")
        told.rows.update({table: rows if isinstance(rows, list) else [rows] for table, rows in module.ROWS.items()})
        told.breaks.update(getattr(module, "BREAKS", {}))
        told.shares.update(getattr(module, "SHARES", {}))
    return told


def load(path: Path) -> Any:
    """A file as a module, wherever it lies."""
    spec = importlib.util.spec_from_file_location(f"valid_rows_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def insert(connection: sa.Connection, table: str, row: Row) -> None:
    """Insert one row by plain SQL: no model and no type of ours in between."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(sa.text(f'INSERT INTO "{table}" ({names}) VALUES ({marks})'), row)


def insert_all(connection: sa.Connection, metadata: sa.MetaData, *, before: str | None = None) -> None:
    """Insert the valid rows of every table, those that others point to first; stop before one of the tables."""
    for table in metadata.sorted_tables:
        if table.name == before:
            return
        for row in registry().rows.get(table.name, []):
            insert(connection, table.name, row)
