"""The installation of deploy/ on this machine: nginx, two web processes of the public surface, two workers, and the
database under the application's own role (SECURITY 12.1, 13.2; DESIGN 7).
"""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.routines.invariants import check_all
from tests.faults.applicants import OFFICE, SLOT
from tests.faults.history import History, Told, faults_of
from tests.faults.installation import Nginx
from tests.faults.processes import until
from tests.faults.truth import open_mails, truth
from tests.faults.units import READY_SECONDS, START, Worker, door_of, ready, webs
from tests.faults.visitors import Booker, Counted, Door, Looker, Visitor
from tests.harness.clock import FrozenClock

WEEKS = tuple(date(2026, 5, 18) + timedelta(weeks=number) for number in range(7))


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
