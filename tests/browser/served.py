"""The demo as anyone starts it, for one test process: web, worker and data in a folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.harness.databases import one_at_a_time

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "2026-05-11T10:00:00+09:00"
START_SECONDS = 150
STOP_SECONDS = 15
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")


class NotServed(RuntimeError):
    """The demo did not come up; the text is what it printed."""


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, and the environment of its commands."""

    url: str
    environ: dict[str, str]

    @cached_property
    def cast(self) -> dict[str, dict[str, str]]:
        """Everybody who signs in, by key; asked of the demo once."""
        return {person["key"]: person for person in json.loads(self.flask("demo", "cast", "--json"))}

    def flask(self, *words: str) -> str:
        """What one of our commands prints on this demo's data; raises when it fails."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=True)
        return done.stdout


def filled_instance(root: Path) -> Path:
    """An instance as the start script fills it at its first start, made once in a session; every demo copies it."""
    made = root / "demo"
    with one_at_a_time(root):
        if not made.exists():
            draft = root / "demo-draft"
            subprocess.run([sys.executable, "bin/_prepare.py"], cwd=ROOT, env=environment(draft, 1), check=True)
            draft.rename(made)
    return made


@contextmanager
def serving_demo(root: Path, name: str) -> Iterator[Demo]:
    """A running demo whose clock began at 10:00 on Monday 11 May 2026; ended afterwards.

    It lies in the session's folder, in a new folder each time it is started.
    """
    instance = Path(tempfile.mkdtemp(prefix=f"demo-{name}-", dir=root))
    shutil.copytree(filled_instance(root), instance, dirs_exist_ok=True)
    port = free_port()
    environ = environment(instance, port)
    log = instance / "demo.log"
    with log.open("wb") as output:
        demo = subprocess.Popen(
            [sys.executable, "bin/_serve.py"], cwd=ROOT, env=environ, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/healthz", demo, log)
            yield Demo(url, environ)
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait(STOP_SECONDS)


def environment(instance: Path, port: int) -> dict[str, str]:
    """Nothing of the caller's settings: only what a program needs to run, and ours."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    ours = {"HOST": "127.0.0.1", "PORT": str(port), "PYTHONDONTWRITEBYTECODE": "1"}
    settings = {"CLOCK": CLOCK, "INSTANCE": str(instance), "LIMITS": "off"}
    return kept | ours | {f"MADOGUCHI_{name}": value for name, value in settings.items()}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, demo: subprocess.Popen[bytes], log: Path) -> None:
    """Return at the first answer; raises `NotServed` when the demo ended or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while demo.poll() is None and time.monotonic() < deadline:
        if answers(url):
            return
        time.sleep(0.1)
    raise NotServed(log.read_text(errors="replace")[-4000:])


def answers(url: str) -> bool:
    """Whether the address gives a good answer, asked without any proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
