"""Putting the data of a backup in the place of what is there, in one step: killed, it leaves the old or the new."""

import contextlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

from app.db import db
from app.routines.keeping.places import Refused, whole_file
from app.routines.keeping.postgres_tools import plain_url, run_tool
from app.routines.keeping.snapshots import Snapshot, count_postgres, is_sqlite, read_sqlite, sqlite_path
from app.web.canary import RESTORE_MARK

MARK = f"CREATE TABLE {RESTORE_MARK} (begun text)"
# Not asked by backend_type: of another role's lines the owner of the tables is told no more than this.
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND application_name = 'madoguchi'"
)
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
IN_USE = "画面かworkerがデータベースを使っています。すべて止めてから、もう一度実行してください。"


def is_empty() -> bool:
    """Whether nothing at all stands in the database."""
    let_go()
    if not is_sqlite():
        with psycopg.connect(plain_url()) as connection:
            return connection.execute(TABLES).fetchone() == (0,)
    if not sqlite_path().exists():
        return True
    with closing(sqlite3.connect(sqlite_path())) as connection:
        return connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def let_go() -> None:
    """Close every connection of our own; the session's first, or the pool would never see it again."""
    db.session.remove()
    db.engine.dispose()


def put_in_place(draft: Path, taken: Snapshot) -> None:
    """Let the database hold what the draft holds, and the mark that it is not ready; raises `Refused`."""
    let_go()
    if is_sqlite():
        _put_sqlite(draft, taken)
    else:
        _put_postgres(draft, taken)


def _put_sqlite(draft: Path, taken: Snapshot) -> None:
    if read_sqlite(draft) != taken:
        raise Refused("バックアップの行数が、控えと違います。")
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute(MARK)
    path = sqlite_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        _leave_alone(path)
    with draft.open("rb") as source, whole_file(path) as target:
        shutil.copyfileobj(source, target)


def _leave_alone(path: Path) -> None:
    """Fold the log into the old file, which SQLite does only where nobody else has it open."""
    with closing(sqlite3.connect(path, timeout=2.0)) as connection:
        mode = None
        with contextlib.suppress(sqlite3.OperationalError):
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        if mode != ("delete",):
            raise Refused(IN_USE)


def _put_postgres(draft: Path, taken: Snapshot) -> None:
    with psycopg.connect(plain_url()) as connection:
        if connection.execute(OTHERS).fetchone() != (0,):
            raise Refused(IN_USE)
    script = draft.with_name("restore.sql")
    script.touch(0o600)
    run_tool("pg_restore", "--no-owner", "--no-privileges", "--schema=public", "--file=-", draft, said=script)
    before, after = draft.with_name("before.sql"), draft.with_name("after.sql")
    before.write_text("SET lock_timeout = '10s';\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n")
    after.write_text(f"CREATE TABLE public.{RESTORE_MARK} (begun text);\n")
    files = [f"--file={each}" for each in (before, script, after)]
    run_tool("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", *files)
    with psycopg.connect(plain_url()) as connection:
        if count_postgres(connection) != taken:
            raise Refused("復元した行数が、控えと違います。")
