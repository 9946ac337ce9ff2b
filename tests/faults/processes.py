"""Processes of ours under test: started, killed, ended, by their own id."""

import contextlib
import multiprocessing
import os
import runpy
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.002
NURSERY = multiprocessing.get_context("forkserver")
"""One process that has imported what all of them need, and then splits off each: importing takes seconds."""
NURSERY.set_forkserver_preload(["app.factory", "gunicorn.app.wsgiapp"])


class Process:
    """One module run as a program, in a group of its own; what it says goes to a log file."""

    def __init__(self, words: list[str], environ: Mapping[str, str], log: Path) -> None:
        self.words, self.environ, self.log = words, {**os.environ, **environ}, log
        self.child: ForkServerProcess | None = None

    @property
    def pid(self) -> int:
        """Its id, and that of its group."""
        assert self.child is not None
        assert self.child.pid is not None
        return self.child.pid

    def start(self) -> "Process":
        """Start it (again)."""
        self.child = NURSERY.Process(target=run, args=(self.words, self.environ, self.log))
        self.child.start()
        while self.alive and os.getpgid(self.pid) != self.pid:
            time.sleep(PAUSE)
        return self

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.child is not None and self.child.is_alive()

    def signal(self, number: int) -> None:
        """Send a signal to it and all it started."""
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.signal(signal.SIGKILL)
        self.wait()

    def wait(self, seconds: float = 30.0) -> int:
        """Its exit code; what does not end by itself is killed."""
        assert self.child is not None
        self.child.join(seconds)
        if self.child.exitcode is None:
            self.signal(signal.SIGKILL)
            self.child.join()
            raise TimeoutError(self.words)
        return self.child.exitcode

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


def run(words: list[str], environ: Mapping[str, str], log: Path) -> None:
    """In the child: be what `python -m` with these words would be."""
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environ)
    with log.open("ab") as output:
        os.dup2(output.fileno(), sys.stdout.fileno())
        os.dup2(output.fileno(), sys.stderr.fileno())
    sys.argv = list(words)
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


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
