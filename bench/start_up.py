"""How long the application takes to import, against the libraries it must stand on and against Flask alone."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from statistics import median

from bench.figures import Figure, alternated, at_most
from bench.servers import AS_INSTALLED, ROOT

BARE = "import flask, flask_babel, flask_login, flask_mail, flask_migrate, flask_sqlalchemy, flask_wtf"
"""The libraries the system is bound to, and nothing of ours: what bare means here (decision 0012)."""


def measure(_database: str) -> list[Figure]:
    """Import of the whole application ≤ 3.5 × import of its libraries; both against Flask alone are told beside it."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as compiled:
        ours, bare = partial(seconds_of, "import app.factory", compiled), partial(seconds_of, BARE, compiled)
        ours(), bare()  # the first time compiles
        times = alternated(ours, bare, rounds=9)
        flask = median(seconds_of("import flask", compiled) for _ in range(9))
    return [
        at_most(
            "import of the application / of the libraries it is bound to",
            times[0] / times[1],
            3.5,
            ours=against(times[0], flask),
            bare=against(times[1], flask),
        )
    ]


def against(seconds: float, flask: float) -> str:
    """A time, and how many times that of Flask alone it is."""
    return f"{seconds * 1000:.0f} ms ({seconds / flask:.1f} × Flask alone)"


def seconds_of(code: str, compiled: str) -> float:
    """Seconds of processor time of a fresh interpreter that runs `code`, its compiled modules in a folder of ours."""
    environ = {**os.environ, "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": "", **AS_INSTALLED}
    before = os.times()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
