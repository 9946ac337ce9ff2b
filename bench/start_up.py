"""How long the application takes to import, against Flask alone."""

import subprocess
import sys
import time

from bench.figures import Figure, alternated, at_most
from bench.servers import ROOT


def measure(_database: str) -> list[Figure]:
    """Import of the whole application ≤ 4 × import of Flask."""
    ours, bare = alternated(lambda: seconds_of("import app.factory"), lambda: seconds_of("import flask"), rounds=9)
    return [
        at_most(
            "import of the application / of Flask",
            ours / bare,
            4,
            ours=f"{ours * 1000:.0f} ms",
            bare=f"{bare * 1000:.0f} ms",
        )
    ]


def seconds_of(code: str) -> float:
    """Seconds of a fresh interpreter that runs `code`."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    return time.perf_counter() - began
