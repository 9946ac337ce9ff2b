"""Statements that nobody waits for, and that may take their time."""

from sqlalchemy import text

from app.db import db


def take_time() -> None:
    """Let the statements of this transaction take as long as they need.

    On PostgreSQL every other is cut off after `STATEMENT_SECONDS`: too soon for millions of rows. SQLite cuts none.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL statement_timeout = 0"))
