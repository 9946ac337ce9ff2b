"""Eight paced writers on one SQLite file: how long each waits for its turn."""

import multiprocessing
import os
import time
from datetime import UTC, datetime
from threading import Barrier

from bench.figures import Figure, at_least, at_most
from bench.servers import installation

WRITERS = 8
WRITES = 150
PAUSE = 0.05


def measure(database: str) -> list[Figure]:
    """p99 of a write ≤ 10 ms, and no writer starved (the slowest gets ≥ 0.9 of the fastest's pace)."""
    spawn = multiprocessing.get_context("spawn")
    with installation(database) as environ, spawn.Manager() as shared, spawn.Pool(WRITERS) as pool:
        writers = [(environ, shared.Barrier(WRITERS))] * WRITERS
        runs = pool.starmap(write_at_a_pace, writers, chunksize=1)
    waits = sorted(wait for run in runs for wait in run)
    p99 = 1000 * waits[int(len(waits) * 0.99)]
    slowest, fastest = max(sum(run) for run in runs), min(sum(run) for run in runs)
    pace = (WRITES * PAUSE + fastest) / (WRITES * PAUSE + slowest)
    return [
        at_most("write wait with 8 paced writers, p99 ms", p99, 10, database=database, ours=f"{p99:.1f} ms"),
        at_least(
            "pace of the slowest writer / of the fastest",
            pace,
            0.9,
            database=database,
            ours=f"{slowest:.2f} s waited",
            bare=f"{fastest:.2f} s waited",
        ),
    ]


def write_at_a_pace(environ: dict[str, str], all_here: Barrier) -> list[float]:
    """Seconds each write took in this process, once every writer has started and written a first time."""
    os.environ.update(environ)
    from app.audit.effects import record
    from app.db import db
    from app.factory import create_app

    waits = []
    with create_app().app_context():
        note = db.write(lambda: record("bench.write", by=None, subject="bench", now=datetime.now(UTC)))
        note()
        all_here.wait()
        for _ in range(WRITES):
            began = time.perf_counter()
            note()
            waits.append(time.perf_counter() - began)
            time.sleep(PAUSE)
    return waits
