"""bin/run leaves no process behind, whoever ends first and however, and says in one line what is in its way."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from tests.harness.scripts import script
from tests.harness.source import ROOT

FAMILY = ["sh", "-c", "sleep 300 & sleep 300 & wait"]
PARENT = """
import os, sys, time
sys.path.insert(0, "bin")
import _serve
part = _serve.start(["sleep", "300"], dict(os.environ))
print(part.pid, flush=True)
time.sleep(300)
"""
STOPPED_BY = """
import os, sys
sys.path.insert(0, "bin")
import signal, _serve
signal.signal(signal.{name}, _serve.stop)
part = _serve.start(["sleep", "300"], dict(os.environ))
try:
    print(part.pid, flush=True)
    _serve.watch([part])
except _serve.Stopped:
    pass
finally:
    _serve.end([part])
"""


def test_the_server_is_told_what_is_tested(serve: ModuleType) -> None:
    assert (ROOT / serve.WEB[serve.WEB.index("--config") + 1]).exists()


@pytest.fixture
def serve() -> ModuleType:
    """bin/_serve.py."""
    return script("bin/_serve.py")


def state_of(number: int | str) -> tuple[str, int]:
    """A process's state and group, as Linux tells them; Z where it has ended."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "Z", 0
    return fields[0], int(fields[2])


def alive(number: int) -> bool:
    """Whether a process runs."""
    return state_of(number)[0] != "Z"


def group(leader: int) -> list[str]:
    """Every running process of a group."""
    numbers = [path.name for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [number for number in numbers if state_of(number)[1] == leader and state_of(number)[0] != "Z"]


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes true within ten seconds."""
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def test_a_part_ends_with_everything_it_started(serve: ModuleType) -> None:
    part = serve.start(FAMILY, dict(os.environ))
    assert eventually(lambda: len(group(part.pid)) == 3)
    serve.end([part])
    assert eventually(lambda: not group(part.pid))


def test_a_part_that_does_not_listen_is_made_to_end(serve: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "STOP_SECONDS", 0.3)
    part = serve.start(["sh", "-c", "trap '' TERM; sleep 300"], dict(os.environ))
    assert eventually(lambda: len(group(part.pid)) >= 1)
    serve.end([part])
    assert eventually(lambda: not group(part.pid))


def test_when_one_part_ends_by_itself_that_is_a_failure(serve: ModuleType) -> None:
    stays, leaves = serve.start(["sleep", "300"], dict(os.environ)), serve.start(["true"], dict(os.environ))
    with pytest.raises(SystemExit) as ended:
        serve.watch([stays, leaves])
    serve.end([stays, leaves])
    assert ended.value.code == 1


def test_a_part_does_not_outlive_a_killed_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        part = int(parent.stdout.readline())
        assert alive(part)
        parent.kill()
        assert eventually(lambda: not alive(part))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_everything(name: str) -> None:
    words = [sys.executable, "-c", STOPPED_BY.format(name=name)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        part = int(parent.stdout.readline())
        parent.send_signal(getattr(signal, name))
        assert parent.wait(10) == 0
        assert not alive(part)


def test_a_port_in_use_is_told_in_one_line(serve: ModuleType) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with pytest.raises(SystemExit, match="使えません"):
            serve.place({"HOST": "127.0.0.1", "PORT": port})


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", "８０"])
def test_a_port_that_is_none_is_told_in_one_line(serve: ModuleType, port: str) -> None:
    with pytest.raises(SystemExit, match="PORT は"):
        serve.place({"HOST": "127.0.0.1", "PORT": port})


@pytest.mark.parametrize(
    ("host", "seen"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "[::1]")]
)
def test_the_address_told_is_one_that_opens_here(
    serve: ModuleType, monkeypatch: pytest.MonkeyPatch, host: str, seen: str
) -> None:
    monkeypatch.setattr(serve, "free", lambda _host, _port: True)
    assert serve.place({"HOST": host, "PORT": "8000"}) == f"http://{seen}:8000"


def test_env_gives_way_to_the_environment(serve: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "dotenv_values", lambda _path: {"PORT": "1234", "HOST": "::1", "MADOGUCHI_MODE": ""})
    monkeypatch.setenv("PORT", "4321")
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("MADOGUCHI_MODE", raising=False)
    found = serve.surroundings()
    assert (found["HOST"], found["PORT"], found["MADOGUCHI_LOG_LEVEL"]) == ("::1", "4321", "WARNING")
    assert serve.is_demo(found)


def test_every_start_of_the_demo_begins_at_the_moment_that_was_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    moment = "2026-05-11T15:59:00+09:00"
    (tmp_path / "clock").write_text(f"0\n{moment}\n")  # an earlier start's, moved on since
    monkeypatch.setenv("MADOGUCHI_INSTANCE", str(tmp_path))
    monkeypatch.setenv("MADOGUCHI_CLOCK", moment)
    prepare = script("bin/_prepare.py")
    really, asked = prepare.run, []

    def run(app: Flask, *words: str) -> None:
        asked.append(words[:2])
        if words[:2] == ("demo", "clock"):
            really(app, *words)

    monkeypatch.setattr(prepare, "run", run)
    monkeypatch.setattr(prepare, "upgrade", lambda: asked.append(("upgrade",)))
    prepare.prepare()
    assert asked == [("upgrade",), ("demo", "clock"), ("demo", "load")]
    assert "体験版の時計は 2026-05-11T15:59:0" in capsys.readouterr().out
