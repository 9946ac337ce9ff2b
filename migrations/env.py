"""Alembic's environment: runs on the application's own engine, in batch mode on SQLite."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from app.engines import BEGIN_MODE

target = current_app.extensions["migrate"].db


def run_migrations() -> None:
    """Run every step in one transaction, without the time limits of a page."""
    with target.engine.connect().execution_options(**{BEGIN_MODE: "IMMEDIATE"}) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("SET lock_timeout = '30s'"))
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=target.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("migrations run online only")
run_migrations()
