"""How long the application takes to import, against the bare side of the other figures and against Flask alone."""

import os
import subprocess
import sys
import tempfile
from functools import partial

from bench.figures import Figure, alternated, at_most
from bench.servers import ROOT

BARE = "import flask, flask_sqlalchemy"
"""What the bare side of this bench is made of: Flask and SQL written by hand."""


def measure(_database: str) -> list[Figure]:
    """Import of the whole application ≤ 4 × import of a bare Flask application; Flask alone is told beside it."""
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as compiled:
        ours, bare = partial(seconds_of, "import app.factory", compiled), partial(seconds_of, BARE, compiled)
        ours(), bare()  # the first time compiles
        times = alternated(ours, bare, rounds=9)
        flask = seconds_of("import flask", compiled)
    return [
        at_most(
            "import of the application / of a bare one",
            times[0] / times[1],
            4,
            ours=f"{times[0] * 1000:.0f} ms",
            bare=f"{times[1] * 1000:.0f} ms (Flask without SQLAlchemy {flask * 1000:.0f} ms)",
        )
    ]


def seconds_of(code: str, compiled: str) -> float:
    """Seconds of processor time of a fresh interpreter that runs `code`, its compiled modules in a folder of ours."""
    environ = {**os.environ, "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
    before = os.times()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
