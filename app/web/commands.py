"""`flask …`: a command is loaded by whoever asks for it; a process that serves pages goes without all of them."""

from collections.abc import Mapping
from typing import Any

import click
from flask.cli import AppGroup
from werkzeug.utils import import_string


class CommandsOnDemand(AppGroup):
    """A group whose commands stand as "module:name" in `places`, by the word they are asked for with."""

    def __init__(self, *words: Any, places: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*words, **more)
        self.places = dict(places or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every word, loaded or not."""
        return sorted({*super().list_commands(ctx), *self.places})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now if it was not; None where nobody knows the word."""
        if cmd_name in self.places and cmd_name not in self.commands:
            self.add_command(import_string(self.places[cmd_name]), cmd_name)
        return super().get_command(ctx, cmd_name)
