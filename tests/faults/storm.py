"""The real web and the real worker under a storm of kills, while people book (SECURITY G5)."""

import contextlib
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.faults.applicants import BROKEN, Applicant, Browser, free_slots
from tests.faults.history import History, Told, duplicates
from tests.faults.processes import Process, until
from tests.faults.sink import Sink

CLIENTS = 6
LEASE, DEADLINE, RETRY = 6.0, 2.0, 0.5
READY_SECONDS, REST_SECONDS, MOST_SECONDS = 60.0, 120.0, 2.0


@dataclass(kw_only=True)
class Storm:
    """One storm; `crash_database` is run for every kill in `crash_at`."""

    url: str
    environ: dict[str, str]
    folder: Path
    sink: Sink
    weeks: tuple[date, ...]
    kills: int
    crash_at: frozenset[int] = frozenset()
    crash_database: Callable[[], None] | None = None
    history: History = field(default_factory=History)
    stop: threading.Event = field(default_factory=threading.Event)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        port = self.url.rpartition(":")[2]
        words = ("--workers=2", "--threads=4", "--worker-class=gthread", f"--bind=127.0.0.1:{port}")
        quiet = ("--no-control-socket", "--graceful-timeout=5", "--log-level=critical")
        self.web = Process(["gunicorn", *words, *quiet, "wsgi:app"], self.environ, self.folder / "web.log")
        times = ("--lease", str(LEASE), "--deadline", str(DEADLINE), "--retry", str(RETRY))
        self.worker = Process(["tests.faults.worker", *times], self.environ, self.folder / "worker.log")

    def rage(self, at_rest: Callable[[], bool]) -> float:
        """Let it happen, and everything come to rest: the seconds it took. `at_rest` tells when no mail is open."""
        began = time.monotonic()
        with self.web, self.worker:
            assert until(self.ready, READY_SECONDS), "the web did not start"
            slots = free_slots(self.url, self.weeks)
            people = [Applicant(self.url, slots, self.history, self.stop, seed) for seed in range(CLIENTS)]
            for each in people:
                each.start()
            for number in range(self.kills):
                self.let_them_work()
                self.kill(number)
            self.stop.set()
            for each in people:
                each.join(READY_SECONDS)
            assert until(at_rest, REST_SECONDS, 0.2), "mails did not come to rest"
            self.web.end()
            self.worker.end()
        return time.monotonic() - began

    def let_them_work(self) -> None:
        """Wait until a few acts were done since the last kill, then a random moment, so that kills hit work."""
        before = len(self.history.acts)
        until(lambda: len(self.history.acts) > before + 2, MOST_SECONDS)
        time.sleep(random.uniform(0.0, 0.3))

    def kill(self, number: int) -> None:
        """One kill: a web worker, a mail worker, the whole web, or the database, in turn."""
        if number in self.crash_at and self.crash_database is not None:
            self.note("database")
            self.crash_database()
        elif number % 5 == 4:
            self.note("whole web")
            self.web.kill()
            self.web.start()
            until(self.ready, READY_SECONDS)
        elif number % 2:
            self.note("mail worker")
            self.worker.kill()
            self.worker.start()
        else:
            self.note("web worker")
            self.kill_one_of_the_web()

    def kill_one_of_the_web(self) -> None:
        """Kill one of gunicorn's workers; gunicorn starts another."""
        listed = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children")
        children = [int(word) for word in listed.read_text().split()]
        if children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(random.choice(children), signal.SIGKILL)

    def ready(self) -> bool:
        """Whether the web answers."""
        try:
            return Browser(self.url).open("GET", "/healthz").status == 200
        except BROKEN:
            return False

    def note(self, what: str) -> None:
        """Count a kill."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def figures(self, seconds: float, faults: list[str]) -> dict[str, object]:
        """What the storm was, and what it did."""
        copies = self.sink.copies()
        return {
            "kills": self.kills,
            **{f"kills of a {what}": count for what, count in sorted(self.counts.items())},
            "seconds": round(seconds),
            "presses": len(self.history.acts),
            "bookings acknowledged": self.history.count("book", Told.OK),
            "withdrawals acknowledged": self.history.count("withdraw", Told.OK),
            "refused": self.history.count("book", Told.FAIL),
            "never answered": self.history.count("book", Told.UNKNOWN) + self.history.count("withdraw", Told.UNKNOWN),
            "mails": len(copies),
            "mails that came twice or more": duplicates(copies.values()),
            "most copies of one mail": max(copies.values(), default=0),
            "acknowledged but lost": sum(fault.startswith("lost") for fault in faults),
            "ghost mails": sum(fault.startswith("a ghost mail") for fault in faults),
            "mails that never arrived": sum(fault.startswith("never") for fault in faults),
            "mails with another's contents": sum(fault.startswith("crossed") for fault in faults),
            "all faults": len(faults),
        }
