"""`flask db …`: Flask-Migrate's commands, loaded where somebody asks for one: Alembic is large."""

from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup, ScriptInfo

from app.config import PROJECT_ROOT
from app.db import db


def bind_migrations(app: Flask) -> None:
    """Let Flask-Migrate know this application's database and migrations; its commands take the place of ours."""
    from flask_migrate import Migrate  # what serves pages goes without Alembic

    Migrate(app, db, directory=str(PROJECT_ROOT / "migrations"), render_as_batch=True)


class Migrations(AppGroup):
    """`flask db` by name; asked for, it hands over to Flask-Migrate's own group."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of their group, the application bound to it."""
        app = (parent or click.get_current_context()).ensure_object(ScriptInfo).load_app()
        if "migrate" not in app.extensions:
            bind_migrations(app)
        from flask_migrate.cli import db as commands

        context: click.Context = commands.make_context(info_name, args, parent, **extra)
        return context


migrations = Migrations("db", help="データベースを移行します。")
