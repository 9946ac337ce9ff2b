"""The installation of deploy/ on this machine: nginx, two web processes of the public surface, two workers, and the
database under the application's own role (SECURITY 12.1, 13.2; DESIGN 7).
"""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.db import db
from app.keys import write_keys
from app.routines.invariants import check_all
from tests.factories import open_offices
from tests.faults.applicants import OFFICE, SLOT
from tests.faults.history import History, Told, faults_of
from tests.faults.installation import HOSTS, Nginx, Web, short_folder, unit_words
from tests.faults.processes import ROOT, until
from tests.faults.truth import open_mails, truth
from tests.faults.visitors import Booker, Counted, Door, Looker, Visitor
from tests.harness.applications import build_app, fixed_keys, settings_for
from tests.harness.clock import FrozenClock
from tests.harness.roles import role_url, with_roles

READY_SECONDS = 240
START = "2026-05-11T10:00:00+09:00"
WEEKS = tuple(date(2026, 5, 18) + timedelta(weeks=number) for number in range(7))
ADDRESSES = {f"MADOGUCHI_{surface.upper()}_BASE_URL": f"https://{host}" for surface, host in HOSTS.items()}


@pytest.fixture
def folder(nginx_here) -> Iterator[Path]:
    """A folder for nginx and the sockets."""
    with short_folder() as made:
        yield made


@pytest.fixture
def installation(folder, sink) -> Iterator[dict[str, str]]:
    """The settings of the processes, on a PostgreSQL with the roles of deploy/sql and the offices in it."""
    with with_roles() as server:
        write_keys(folder / "instance" / "secrets.toml", fixed_keys())
        app = build_app(settings_for(server.url("madoguchi"), folder / "instance"), FrozenClock(START))
        with app.app_context():
            open_offices()
            yield {
                "MADOGUCHI_DATABASE_URL": role_url(server, "madoguchi_app").replace("+psycopg", ""),
                "MADOGUCHI_INSTANCE": str(folder / "instance"),
                "MADOGUCHI_TRUSTED_HOSTS": ",".join(HOSTS.values()),
                "MADOGUCHI_PROXY_HOPS": "1",
                "MADOGUCHI_SMTP_URL": sink.url,
                "MADOGUCHI_CLOCK": START,
                **ADDRESSES,
            }
            db.session.remove()
            db.engine.dispose()


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


class Crowd:
    """People who look and people who book, as long as the block runs."""

    def __init__(self, door: Door) -> None:
        self.counted, self.history, self.stop = Counted(), History(), threading.Event()
        slots = free_slots_of(door)
        visitors = [Visitor(door, self.counted) for _ in range(4)]
        bookers = [Booker(each, slots, self.history, self.stop, seed) for seed, each in enumerate(visitors)]
        self.people = [*bookers, *(Looker(door, self.counted, self.stop, seed) for seed in range(4))]

    def __enter__(self) -> "Crowd":
        for each in self.people:
            each.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.stop.set()
        for each in self.people:
            each.join(READY_SECONDS)

    def figures(self) -> dict[str, object]:
        """What they asked and what was lost."""
        asked, lost = self.counted.asked, self.counted.lost
        return {
            "requests": sum(asked.values()),
            "pages lost": lost["GET"],
            "presses lost": lost["POST"],
            "bookings acknowledged": self.history.count("book", Told.OK),
            "never answered": self.history.count("book", Told.UNKNOWN),
            "longest answer, seconds": round(self.counted.longest, 1),
        }

    def faults(self, taken: Any) -> list[str]:
        """What was promised and not kept."""
        broken = [each for found in check_all(FrozenClock(START).now()).values() for each in found]
        return [*faults_of(self.history, truth(taken)), *broken]


def free_slots_of(door: Door) -> list[str]:
    """Every time of seven weeks that the picker offers."""
    visitor = Visitor(door, Counted())
    pages = [visitor.open("GET", f"{OFFICE}/slots?week={week}").text for week in WEEKS]
    return sorted({slot for page in pages for slot in SLOT.findall(page)})


@pytest.mark.timeout(1800)
def test_a_rolling_restart_under_load_loses_no_request(
    folder: Path, installation: dict[str, str], sink, report: Callable[..., None], figure: Callable[[int, int], int]
) -> None:
    with ExitStack() as stack:
        both = webs(stack, folder, installation, 8101, 8102)
        worker = stack.enter_context(Worker(folder, installation, 1))
        nginx = stack.enter_context(Nginx(folder))
        rounds = figure(1, 3)
        with Crowd(door_of(nginx, "public")) as crowd:
            time.sleep(3)
            for _ in range(rounds):
                for web in both:
                    assert web.stop() == 0
                    web.start()
                    assert until(lambda web=web: ready(web), READY_SECONDS)
            time.sleep(1)
        assert until(lambda: open_mails() == 0, READY_SECONDS, 0.2)
        faults = crowd.faults(sink.taken)
        report("rolling restart behind nginx", **{"restarts": 2 * rounds, **crowd.figures(), "all faults": len(faults)})
        assert worker.poll() is None
    assert faults == []
    assert crowd.counted.lost.total() == 0
    assert crowd.figures()["bookings acknowledged"] > rounds


@pytest.mark.timeout(1800)
def test_a_killed_web_process_and_a_killed_worker_lose_nothing_that_was_promised(
    folder: Path, installation: dict[str, str], sink, report: Callable[..., None], figure: Callable[[int, int], int]
) -> None:
    with ExitStack() as stack:
        both = webs(stack, folder, installation, 8101, 8102)
        first = stack.enter_context(Worker(folder, installation, 1))
        second = stack.enter_context(Worker(folder, installation, 2))
        nginx = stack.enter_context(Nginx(folder))
        kills = figure(2, 6)
        with Crowd(door_of(nginx, "public")) as crowd:
            time.sleep(3)
            for number in range(kills):
                web = both[number % 2]
                web.kill()
                if number == 1:
                    first.kill()
                time.sleep(1)  # RestartSec
                web.start()
                assert until(lambda web=web: ready(web), READY_SECONDS)
        assert second.poll() is None
        assert until(lambda: open_mails() == 0, READY_SECONDS, 0.2), "one worker of two did not bring the mails to rest"
        faults = crowd.faults(sink.taken)
        what = {"kills of a web process": kills, "kills of one worker of two": 1}
        report("kills behind nginx", **{**what, **crowd.figures(), "all faults": len(faults)})
    assert faults == []
    assert crowd.history.count("book", Told.UNKNOWN) == 0
    assert crowd.counted.lost["GET"] == 0
