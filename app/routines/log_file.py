"""SQLite's write-ahead log, which keeps old pages until it is emptied."""

import sqlite3

from app.db import db


def empty_log() -> bool:
    """Write SQLite's log into the database file and cut it to nothing; False where a reader is in the way.

    What `secure_delete` wiped is then in no file of ours (SECURITY T21). Nothing to do on PostgreSQL.
    """
    with db.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if not isinstance(raw, sqlite3.Connection):
            return True
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
