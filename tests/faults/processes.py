"""Processes of ours under test: started, killed, ended, by their own id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """One child in a group of its own; what it says goes to a log file."""

    def __init__(self, words: list[str], environ: Mapping[str, str], log: Path) -> None:
        self.words, self.environ, self.log = words, {**os.environ, **environ}, log
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> "Process":
        """Start it (again)."""
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.words, cwd=ROOT, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )
        return self

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.child is not None and self.child.poll() is None

    def signal(self, number: int) -> None:
        """Send a signal to it and all it started."""
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, number)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.signal(signal.SIGKILL)
        self.wait()

    def wait(self, seconds: float = 30.0) -> int:
        """Its exit code; what does not end by itself is killed."""
        assert self.child is not None
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.child.wait()
            raise

    def end(self) -> int:
        """Ask it to stop, as an operator would."""
        self.signal(signal.SIGTERM)
        return self.wait()

    def __enter__(self) -> "Process":
        return self.start()

    def __exit__(self, *failure: object) -> None:
        if self.alive:
            self.signal(signal.SIGCONT)
            self.kill()


def python(*words: str) -> list[str]:
    """A command of our own interpreter."""
    return [sys.executable, *words]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def until(condition: Callable[[], object], seconds: float = 20.0, pause: float = 0.02) -> bool:
    """Wait until something is so; whether it came to be in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(pause)
    return bool(condition())
