"""What each database needs to keep the same promises: pragmas, begin modes, time-outs."""

import random
import sqlite3
import threading
import time
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

WAIT_SECONDS = 3.0
STATEMENT_SECONDS = 5
BEGIN_MODE = "sqlite_begin"
TRANSIENT_SQLSTATES = {"40001", "40P01", "55P03", "57014"}
CONNECTIONS_KEPT = 10
"""More than a web process has threads: a connection beyond these would be made for one request and dropped."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    f"busy_timeout={WAIT_SECONDS * 1000:.0f}",
)


def engine_options(url: str) -> dict[str, Any]:
    """Options for `create_engine`: no values in errors; on PostgreSQL lock and statement time-outs, UTC."""
    every: dict[str, Any] = {"hide_parameters": True}
    if not url.startswith("sqlite://") or url.startswith("sqlite:///"):  # a database in memory has one connection
        every["pool_size"] = CONNECTIONS_KEPT
    if url.startswith("sqlite"):
        return {**every, "connect_args": {"check_same_thread": False}}
    times = f"-c lock_timeout={WAIT_SECONDS:.0f}s -c statement_timeout={STATEMENT_SECONDS}s"
    options = f"{times} -c timezone=UTC -c application_name=madoguchi"
    postgresql = {"isolation_level": "READ COMMITTED", "skip_autocommit_rollback": True}
    return {**every, **postgresql, "connect_args": {"options": options}}


asking = threading.Lock()


@lru_cache(maxsize=8)
def for_reading(engine: Engine) -> Engine:
    """The engine, on PostgreSQL without a transaction around statements that only read.

    Under READ COMMITTED every statement has a snapshot of its own, in a transaction or not. A transaction would add
    BEGIN and ROLLBACK; and at a ROLLBACK the driver forgets its prepared statements, so that the database would plan
    each of them anew for every page: ten times the price of running it.
    """
    return engine.execution_options(isolation_level="AUTOCOMMIT") if engine.dialect.name == "postgresql" else engine


@event.listens_for(Engine, "connect")
def prepare_connection(connection: Any, _record: Any) -> None:
    """Give SQLite its pragmas and take its transactions into our own hands."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def begin(connection: Connection) -> None:
    """Reads begin deferred, writes IMMEDIATE: a read that turns into a write fails at once."""
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        return
    if connection.get_execution_options().get(BEGIN_MODE) == "IMMEDIATE":
        begin_immediate(raw)
    else:
        raw.execute("BEGIN")


def begin_immediate(connection: sqlite3.Connection) -> None:
    """Take SQLite's one write lock; raises `sqlite3.OperationalError` after three seconds.

    SQLite's own busy handler backs off ever longer and starves the unlucky; short random waits are fair. One thread
    of a process asks at a time: the others would only take the processor from the one that writes.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    if not asking.acquire(timeout=WAIT_SECONDS):
        raise sqlite3.OperationalError("database is locked")
    try:
        connection.execute("PRAGMA busy_timeout=0")
        while not has_begun(connection, deadline):
            time.sleep(random.uniform(0.0003, 0.002))  # noqa: S311
    finally:
        asking.release()
        connection.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000:.0f}")


def has_begun(connection: sqlite3.Connection, deadline: float) -> bool:
    """Whether the write lock is ours; raises where it is still another's past `deadline` (monotonic seconds)."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) or time.monotonic() > deadline:
            raise
        return False
    return True


def is_transient(error: Exception) -> bool:
    """Whether trying again may succeed: a lock not had, a deadlock, a serialization failure."""
    cause = getattr(error, "orig", error)
    if getattr(cause, "sqlstate", None) in TRANSIENT_SQLSTATES:
        return True
    return isinstance(cause, sqlite3.OperationalError) and "locked" in str(cause)
