"""What bin/run starts once everything is installed: migrate, fill the demo, web + worker until told to stop."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
# Why these words: docs/decisions/0001
WEB = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "8"]
WEB += ["--config", "bin/gunicorn.conf.py", "--no-control-socket"]
WEB += ["--log-level", "error"]  # its warnings quote what a broken request said
WORKER = [*FLASK, "worker"]
READY_SECONDS = 30
STOP_SECONDS = 10
POLL_SECONDS = 0.05
DIE_WITH_PARENT = 1
ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
"""Eight threads of which one runs at a time need no heap each (docs/decisions/0019)."""
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (what HOST may say, and where to knock then)


class Stopped(Exception):
    """Someone asked us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def stop(number: int, _frame: FrameType | None) -> None:
    """Turn the first signal into an ordinary end; later ones no longer disturb it."""
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def follow_parent() -> None:
    """In the child: end with us even if we are killed without a chance to say so (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def start(command: list[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a part in a process group of its own, so that it can be ended with all it started."""
    return subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True, preexec_fn=follow_parent)


def end(parts: list[subprocess.Popen[bytes]]) -> None:
    """Ask every part to stop, then make it."""
    for part in parts:
        signal_group(part, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for part in parts:
        with contextlib.suppress(subprocess.TimeoutExpired):
            part.wait(max(0.0, deadline - time.monotonic()))
        signal_group(part, signal.SIGKILL)
        part.wait()


def signal_group(part: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to a part and to everything it started; nothing when all of it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(part.pid, number)


def run_to_end(words: list[str], environ: Mapping[str, str]) -> None:
    """Run something of ours to its end; a failure ends everything with its exit code."""
    done = subprocess.run(words, cwd=ROOT, env=environ, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def free(host: str, port: int) -> bool:
    """Whether we could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def healthy(url: str) -> bool:
    """Whether the web answers; never through a proxy of the environment."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_healthy(parts: list[subprocess.Popen[bytes]], url: str) -> None:
    """Return at the first good answer; a part that ends before it, or silence, is a failed start."""
    deadline = time.monotonic() + READY_SECONDS
    while not healthy(url):
        if any(part.poll() is not None for part in parts) or time.monotonic() > deadline:
            print("起動できませんでした。上の記録を見てください。", file=sys.stderr)
            raise SystemExit(1)
        time.sleep(POLL_SECONDS)


def watch(parts: list[subprocess.Popen[bytes]]) -> None:
    """Sleep until a part ends by itself, which it never should."""
    while all(part.poll() is None for part in parts):
        time.sleep(POLL_SECONDS * 4)
    print("web か worker が止まったので、両方を終了します。", file=sys.stderr)
    raise SystemExit(1)


def bind(environ: Mapping[str, str]) -> str:
    """HOST and PORT as one word."""
    host, port = environ["HOST"], environ["PORT"]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def place(environ: Mapping[str, str]) -> str:
    """The address of HOST and PORT as seen from here, or one clear line about what is wrong with them."""
    host, port = environ["HOST"], environ["PORT"]
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SystemExit(f"PORT は 1 から 65535 の数字にしてください（今は {port}）。")
    if not free(host, int(port)):
        raise SystemExit(f"{bind(environ)} は使えません。別の番号で起動してください: PORT=8001 ./bin/run")
    seen = EVERY_ADDRESS.get(host, host)
    return f"http://[{seen}]:{port}" if ":" in seen else f"http://{seen}:{port}"


def serve(environ: Mapping[str, str]) -> None:
    """Set up, start both parts, tell the reader where to look, and stay until one ends or a signal comes."""
    url = place(environ)
    run_to_end([sys.executable, "bin/_prepare.py"], environ)
    parts: list[subprocess.Popen[bytes]] = []
    try:
        parts.append(start([*WEB, "--bind", bind(environ), "wsgi:app"], environ))
        wait_until_healthy(parts, url)
        parts.append(start(WORKER, environ))
        print(f"\n窓口: {url}/  （終了は Ctrl-C）\n", flush=True)
        if is_demo(environ):
            run_to_end([*FLASK, "demo", "cast"], environ)
        watch(parts)
    finally:
        end(parts)


def surroundings() -> dict[str, str]:
    """The environment, over the lines of .env, over HOST, PORT and a demo that tells of trouble only."""
    lines = {**dotenv_values(ROOT / ".env"), **os.environ}
    given = {name: value for name, value in lines.items() if value}
    quiet = "WARNING" if is_demo(given) else "INFO"
    return {"HOST": "127.0.0.1", "PORT": "8000", "MADOGUCHI_LOG_LEVEL": quiet, **ONE_HEAP, **given}


def is_demo(environ: Mapping[str, str]) -> bool:
    """Whether this is the demo, whose sign-ins are told."""
    return environ.get("MADOGUCHI_MODE", "demo").lower() == "demo"


if __name__ == "__main__":
    os.umask(0o077)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, stop)
    try:
        serve(surroundings())
    except Stopped as stopped:
        sys.exit(0 if stopped.number == signal.SIGTERM else 128 + stopped.number)
