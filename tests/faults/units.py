"""Web processes, workers and doors of an installation, started as the units of deploy/systemd say."""

import os
import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.faults.installation import HOSTS, Nginx, Web, unit_words
from tests.faults.processes import ROOT, until
from tests.faults.visitors import Door

READY_SECONDS = 240
START = "2026-05-11T10:00:00+09:00"
"""What the clock of an installation says when it begins."""


def webs(stack: ExitStack, folder: Path, environ: dict[str, str], *ports: int) -> list[Web]:
    """These instances, running and ready."""
    made = [Web(folder, port, environ) for port in ports]
    for each in made:
        stack.callback(each.close)
        each.start()
    assert all(until(lambda each=each: ready(each), READY_SECONDS) for each in made), "a web process did not get ready"
    return made


def ready(web: Web) -> bool:
    """What deploy/restart asks."""
    words = ["curl", "--silent", "--fail", "--max-time", "5", "--output", "/dev/null"]
    return subprocess.run([*words, f"http://127.0.0.1:{web.knock}/readyz"], check=False).returncode == 0


def door_of(nginx: Nginx, surface: str) -> Door:
    """Where a surface is reached."""
    return Door(port=nginx.tls, host=HOSTS[surface], certificate=nginx.folder / "tls" / f"{surface}.pem")


class Worker:
    """One instance of madoguchi-worker@.service."""

    def __init__(self, folder: Path, environ: dict[str, str], number: int) -> None:
        self.log, self.environ = folder / f"worker-{number}.log", {**os.environ, **environ}

    def __enter__(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            words = unit_words("madoguchi-worker@.service")
            self.child = subprocess.Popen(words, cwd=ROOT, env=self.environ, stdout=log, stderr=log)
        return self.child

    def __exit__(self, *failure: object) -> None:
        self.child.terminate()
        self.child.wait(60)
