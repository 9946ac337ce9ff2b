"""`flask db` works in a process of its own, though the pages' processes load nothing of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.source import ROOT


def flask(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A `flask` command in a fresh process with an instance of its own."""
    environ = {"MADOGUCHI_INSTANCE": str(folder), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.timeout(120)
def test_a_fresh_installation_migrates_by_command_and_knows_where_it_stands(tmp_path: Path) -> None:
    done = flask(tmp_path, "db", "upgrade")
    assert done.returncode == 0, done.stderr
    newest = max(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("0*.py"))
    assert f"{newest} (head)" in flask(tmp_path, "db", "current").stdout
    assert "db" in flask(tmp_path, "--help").stdout
