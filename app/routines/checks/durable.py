"""What was acknowledged outlives a crash: the database is set to write before it answers (SECURITY I9)."""

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.routines.keeping.places import settings

SQLITE = {"journal_mode": ("wal",), "synchronous": ("2", "3")}
POSTGRESQL = {"synchronous_commit": ("on", "remote_write", "remote_apply", "local")}
OF_THE_MACHINE = {"fsync": ("on",), "full_page_writes": ("on",)}
"""What only a crash of the machine would show; a demo may live on a database that goes without."""


def commits_not_kept(_now: datetime) -> list[str]:
    """Each setting by which a commit could be lost after it was acknowledged (I9)."""
    if db.session.get_bind().dialect.name == "sqlite":
        return _other(SQLITE, "PRAGMA {}")
    wanted = POSTGRESQL if settings().demo else {**POSTGRESQL, **OF_THE_MACHINE}
    return _other(wanted, "SHOW {}")


def _other(wanted: dict[str, tuple[str, ...]], statement: str) -> list[str]:
    found = {name: str(db.session.scalar(sa.text(statement.format(name)))) for name in wanted}
    return [f"{name}={value}" for name, value in found.items() if value not in wanted[name]]
