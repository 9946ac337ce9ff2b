"""What bin/run does before it serves, in one process, because importing the application is what takes the time."""

import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import ScriptInfo
from flask_migrate import upgrade

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.config import SettingsRefused
from app.factory import create_app


def run(app: Flask, *words: str) -> None:
    """One of our own commands, as if typed after `flask`."""
    app.cli.main([*words], prog_name="flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


def prepare() -> None:
    """Bring the database up to date, with the offices we ship; in the demo start the clock anew where one is set, and
    fill an empty database.
    """
    app = create_app()
    settings = app.extensions["settings"]
    with app.app_context():
        upgrade()
    if settings.demo and settings.clock is not None:
        run(app, "demo", "clock", settings.clock.isoformat())
    run(app, *(("demo", "load") if settings.demo else ("offices", "load")))


if __name__ == "__main__":
    try:
        prepare()
    except SettingsRefused as refused:
        sys.exit("\n".join(refused.problems))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
