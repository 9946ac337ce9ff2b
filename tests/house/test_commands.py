"""Every word `flask` knows leads to its command, and who serves pages has loaded none of them."""

import os
import subprocess
import sys

import pytest
from werkzeug.utils import import_string

from app.factory import COMMANDS, DEMO_COMMANDS
from tests.harness.source import ROOT

BINDS = {"app.web.migrating"}
"""Holds `flask db` without loading what it runs."""
SERVING = "import app.factory, sys; app.factory.create_app(); print(*sys.modules)"


@pytest.mark.parametrize(("word", "place"), [*COMMANDS.items(), *DEMO_COMMANDS.items()])
def test_a_word_leads_to_the_command_of_that_name(word: str, place: str) -> None:
    assert import_string(place).name == word


def test_every_word_is_listed_with_its_help(app) -> None:
    listed = app.test_cli_runner().invoke(args=["--help"]).output
    assert [word for word in (*COMMANDS, "demo") if f"\n  {word} " not in listed] == []
    of_demo = app.test_cli_runner().invoke(args=["demo", "--help"]).output
    assert [word for word in (*DEMO_COMMANDS, "clock") if f"\n  {word} " not in of_demo] == []


def test_who_serves_pages_loads_no_command_and_on_sqlite_no_other_driver(tmp_path) -> None:
    environ = {"PATH": os.environ["PATH"], "MADOGUCHI_INSTANCE": str(tmp_path / "instance")}
    command = [sys.executable, "-c", SERVING]
    loaded = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout.split()
    assert "app.booking.views.public" in loaded
    places = {place.partition(":")[0] for place in (*COMMANDS.values(), *DEMO_COMMANDS.values())} - BINDS
    assert (places | {"psycopg", "alembic"}) & set(loaded) == set()
