"""Kill -9 of everything while people book: nothing acknowledged is lost, no mail without its booking (SECURITY G5)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.keys import write_keys
from app.routines.invariants import check_all
from tests.factories import open_offices
from tests.faults.history import faults_of
from tests.faults.processes import free_port
from tests.faults.sink import Sink
from tests.faults.storm import Storm
from tests.faults.truth import open_mails, truth
from tests.harness.applications import build_app, fixed_keys, migrate, settings_for
from tests.harness.clock import FrozenClock
from tests.harness.postgres import Postgres, discard

START = "2026-05-11T10:00:00+09:00"
WEEKS = tuple(date(2026, 5, 18) + timedelta(weeks=number) for number in range(7))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A database of the storm's own, and how to crash its server."""

    url: str
    crash: Callable[[], None] | None


@pytest.fixture
def ground(database_kind: str, tmp_path: Path) -> Iterator[Ground]:
    """SQLite in a file, or a PostgreSQL server that may be crashed."""
    if database_kind == "sqlite":
        yield Ground(url=f"sqlite:///{tmp_path / 'storm.db'}", crash=None)
        return
    server = Postgres()
    server.start()

    def crash() -> None:
        db.session.remove()
        db.engine.dispose()
        server.stop("immediate")
        server.start()

    yield Ground(url=server.url("postgres"), crash=crash)
    discard(server.folder)


@contextmanager
def watched(ground: Ground, folder: Path, base: str) -> Iterator[Flask]:
    """An application in this process that sees the storm's database, filled with the offices."""
    migrate(ground.url, folder)
    app = build_app(settings_for(ground.url, folder, public_base_url=base), FrozenClock(START))
    with app.app_context():
        open_offices()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.timeout(1800)
def test_a_storm_of_kills_breaks_no_promise(
    ground: Ground,
    sink: Sink,
    tmp_path: Path,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
    database_kind: str,
) -> None:
    base = f"http://127.0.0.1:{free_port()}"
    instance = tmp_path / "instance"
    write_keys(instance / "secrets.toml", fixed_keys())
    kills, crashes = figure(20, 200), figure(3, 20) if ground.crash else 0
    crash_at = frozenset(range(4, 4 + crashes * (kills // max(crashes, 1)), kills // max(crashes, 1)))
    environ = {
        "MADOGUCHI_INSTANCE": str(instance),
        "MADOGUCHI_DATABASE_URL": ground.url.replace("+psycopg", ""),
        "MADOGUCHI_SMTP_URL": sink.url,
        "MADOGUCHI_PUBLIC_BASE_URL": base,
        "MADOGUCHI_LIMITS": "off",
        "MADOGUCHI_CLOCK": START,
    }
    with watched(ground, instance, base):
        storm = Storm(
            url=base, environ=environ, folder=tmp_path, sink=sink, weeks=WEEKS, kills=kills,
            crash_at=crash_at if crashes else frozenset(), crash_database=ground.crash,
        )  # fmt: skip
        seconds = storm.rage(lambda: open_mails() == 0)
        faults = faults_of(storm.history, truth(sink.taken))
        broken = [violation for found in check_all(FrozenClock(START).now()).values() for violation in found]
        report(f"kill storm, {database_kind}", **storm.figures(seconds, faults))
    assert faults + broken == []
    assert storm.figures(seconds, faults)["bookings acknowledged"] > kills
