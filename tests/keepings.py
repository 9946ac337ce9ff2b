"""Backups and restores for the tests: PostgreSQL's own programs, a moment, what lies in the tables."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.db import db
from app.routines.keeping.backing_up import back_up
from app.routines.keeping.restoring import Restored, restore
from app.web.clock import real_now
from tests.harness.postgres import SERVER_VERSION, wheel_folder


@contextmanager
def postgres_programs() -> Iterator[str]:
    """The programs of the server under test first on the path, and what the path is then."""
    with pytest.MonkeyPatch.context() as patch:
        path = f"{wheel_folder() / SERVER_VERSION / 'bin'}:{os.environ['PATH']}"
        patch.setenv("PATH", path)
        yield path


def backed_up(folder: Path, now: datetime, *, keep: int = 35) -> Path:
    """A backup made now."""
    return back_up(folder, now, real_now(), keep=keep)[0]


def restored(file: Path, now: datetime) -> Restored:
    """The database as it was then, whatever stands in it."""
    done = restore(file, now, replaces=True)
    db.session.rollback()
    return done


def rows(table: str, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of every row, ordered."""
    db.session.rollback()
    found = db.session.execute(sa.text(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(columns)}"))
    return [tuple(row) for row in found]


def count(table: str) -> int:
    """How many rows there are."""
    db.session.rollback()
    return int(db.session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())
