"""What the processes weigh after real work."""

import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import create_engine, text

from bench.figures import Figure, at_most
from bench.load import Request, drive
from bench.servers import BIN, ROOT, Server, installation, serving, stop

PATHS = ("/", "/offices/kanagawa", "/offices/kanagawa/slots", "/offices/kanagawa/terms", "/enquiry")
REQUESTS, WARM = 10_000, 2_500
REST = 3.0


def measure(database: str) -> list[Figure]:
    """Web worker ≤ 125 MiB resident after 10,000 requests, hardly more than after a quarter of them; worker ≤ 125."""
    requests = [Request(path=PATHS[n % len(PATHS)]) for n in range(REQUESTS)]
    with installation(database) as environ:
        with serving("wsgi:app", environ=environ, options=("--workers", "1")) as server:
            drive(server.url, requests[:WARM], connections=16)
            warm = server.resident_mib()
            drive(server.url, requests[WARM:], connections=16)
            web = server.resident_mib()
        worker = resident_of_worker(environ)
    says: Callable[..., Any] = partial(dict, database=database)
    grown = says(ours=f"{web:.1f} MiB", bare=f"{warm:.1f} MiB")
    return [
        at_most("web worker after 10,000 requests, MiB", web, 125, **says(ours=f"{web:.0f} MiB")),
        at_most("web worker, MiB more than after 2,500 requests", web - warm, 2, **grown),
        at_most("mail and routine worker, MiB", worker, 125, **says(ours=f"{worker:.0f} MiB")),
    ]


def resident_of_worker(environ: dict[str, str]) -> float:
    """MiB of a worker that has run every routine that was due; raises where it never gets there."""
    process = subprocess.Popen(
        [BIN / "flask", "--app", "wsgi", "worker"],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_rest(environ["MADOGUCHI_DATABASE_URL"])
        return Server(0, process.pid).resident_mib()
    finally:
        stop(process)


def wait_for_rest(url: str, seconds: float = 90) -> None:
    """Return when the routines have run and none was added for three seconds."""
    counted, deadline = -1, time.monotonic() + seconds
    engine = create_engine(url)
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            now = connection.scalar(text("SELECT count(*) FROM routine_run WHERE finished_at IS NOT NULL")) or 0
        if 0 < now == counted:
            return
        counted = now
        time.sleep(REST)
    raise TimeoutError("the worker did not come to rest")
