"""The drill: backups while people write, each restored and checked, kills in the middle (SECURITY G11, F13, F15)."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.audit.effects import note_deletion
from app.booking.effects.retention import delete_record
from app.config import Settings
from app.db import db
from app.kernel.sealed_files import open_file, read_head
from app.routines.invariants import check_all
from app.routines.keeping.places import backups_in
from app.seekers.effects.blocks import block
from app.web.canary import keys_fit, plant_canary
from tests import bookings, participants
from tests.factories import open_offices
from tests.faults.processes import Process
from tests.harness.clock import FrozenClock
from tests.keepings import backed_up, count, postgres_programs, restored, rows

TIMES = ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")
SLOTS = [f"2026-05-{day}T{time}" for day in (13, 14, 15, 18, 19, 20, 21, 22) for time in TIMES]
WRITERS = 3


@pytest.fixture(autouse=True)
def programs(app: Flask) -> Iterator[str]:
    """The programs of the server under test."""
    open_offices()
    plant_canary()
    with postgres_programs() as path:
        yield path
    db.session.rollback()


class Load:
    """People who book without a pause; what was acknowledged, and when."""

    def __init__(self, app: Flask, clock: FrozenClock) -> None:
        self.app, self.clock = app, clock
        self.slots = list(SLOTS)
        self.acknowledged: dict[str, float] = {}
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]

    def __enter__(self) -> "Load":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(30)

    def write(self, writer: int) -> None:
        """Book one time after another."""
        with self.app.app_context():
            while not self.stop.is_set() and self.slots:
                slot = self.slots.pop()
                person = bookings.somebody(writer * 1000 + len(self.slots), slot)
                network = f"198.51.{writer}.{len(self.slots)}"
                number = bookings.book(self.clock, person, network=network).number
                db.session.remove()
                self.acknowledged[number] = time.monotonic()


@pytest.mark.timeout(3600)
@pytest.mark.rule("AGY-050")
def test_a_backup_under_load_restores_whole_and_without_what_was_ended(
    app: Flask,
    clock: FrozenClock,
    tmp_path: Path,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
    database_kind: str,
) -> None:
    agency_id, rounds, worst, total = participants.join("hikari"), figure(1, 20), 0.0, 0
    for number in range(rounds):
        with Load(app, clock) as load:
            time.sleep(random.uniform(0.1, 0.6))
            before = dict(load.acknowledged)
            path = backed_up(tmp_path / "backups", clock.now())
            time.sleep(0.1)
        deleted = next(iter(before or load.acknowledged))
        end(deleted, agency_id, number + 1, clock)
        began = time.monotonic()
        restored(path, clock.now())
        worst = max(worst, time.monotonic() - began)
        kept = {number for (number,) in rows("booking", "number")}
        assert before.keys() - {deleted} <= kept <= load.acknowledged.keys()
        assert deleted not in kept
        assert (number + 1, agency_id) in rows("seeker_block", "record_id", "agency_id")
        assert not rows("outbox WHERE state IN ('waiting', 'sending') AND channel = 'mail'", "id")
        assert keys_fit()
        assert [violation for found in check_all(clock.now()).values() for violation in found] == []
        total += len(kept)
        clear()
    told = {"backups under load": rounds, "restored and found whole": rounds, "bookings in them": total}
    report(
        f"restore, {database_kind}", **told, **{"deletions and blocks that came back": 0, "slowest, s": f"{worst:.1f}"}
    )


@pytest.fixture(autouse=True)
def _records(app: Flask) -> None:
    """Seekers' records to be blocked, one a round."""
    with db.engine.begin() as connection:
        for number in range(1, 21):
            connection.execute(
                sa.text(
                    "INSERT INTO seeker_record (id, seeker_index, shuffle, experience, qualifications, wishes,"
                    " wage_unit, offered_at, valid_until) VALUES (:id, :index, 1, '', '', '', 'hour',"
                    " '2026-05-01 00:00:00', '2026-12-31')"
                ),
                {"id": number, "index": f"x{number}"},
            )


@db.write
def end(number: str, agency_id: int, record_id: int, clock: FrozenClock) -> None:
    """After the backup: a booking is purged, a seeker refuses an agency."""
    booking_id = db.session.execute(sa.text("SELECT id FROM booking WHERE number = :number"), {"number": number})
    delete_record(booking_id.scalar_one())
    note_deletion("booking.record", f"booking:{number}", reason="past_its_date", now=clock.now())
    block(record_id, agency_id, clock.now())


def clear() -> None:
    """Make room for the next round's bookings: the same people book again, oftener than they may on a day."""
    db.session.rollback()
    with db.engine.begin() as connection:
        for table in ("person_day", "guest_session", "consent", "booking", "outbox", "limit_counter"):
            connection.execute(sa.text(f"DELETE FROM {table}"))


def flask(environ: dict[str, str], log: Path, *words: str) -> Process:
    """A command of ours as a process."""
    return Process(["flask", "--app", "wsgi", *words], environ, log)


@pytest.mark.timeout(3600)
def test_a_killed_backup_leaves_no_half_and_a_killed_restore_the_old_or_the_new(
    clock: FrozenClock,
    environ: dict[str, str],
    programs: str,
    settings: Settings,
    tmp_path: Path,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
    database_kind: str,
) -> None:
    environ, folder, log = {**environ, "PATH": programs}, tmp_path / "backups", tmp_path / "log"
    bookings.book(clock)
    kept = backed_up(folder, clock.now())
    first = count("booking")
    bookings.book(clock, bookings.somebody(2, SLOTS[-1]))
    kills, longest = figure(1, 20), figure(10, 25) / 10
    for _ in range(kills):
        with flask(environ, log, "backup", str(folder)) as process:
            process_dies(process, longest)
        for path in backups_in(folder):
            with path.open("rb") as source:
                assert read_head(source)["rows"]["booking"] in (first, first + 1)
            with path.open("rb") as source:
                assert sum(len(piece) for piece in open_file(source, settings.keys.index)) > 0
    for _ in range(kills):
        db.session.remove()
        db.engine.dispose()
        with flask(environ, log, "restore", str(kept), "--replace", "--confirm", "置き換える") as process:
            process_dies(process, longest)
        assert count("booking") in (first, first + 1)
    db.session.remove()
    db.engine.dispose()
    with flask(environ, log, "restore", str(kept), "--replace", "--confirm", "置き換える") as process:
        assert process.wait(60) == 0, log.read_text()
    assert (count("booking"), keys_fit()) == (first, True)
    report(f"killed backups and restores, {database_kind}", kills=2 * kills, halves=0)


def process_dies(process: Process, longest: float) -> None:
    """Kill it at a moment of its work."""
    time.sleep(random.uniform(0.3, longest))
    process.kill()
