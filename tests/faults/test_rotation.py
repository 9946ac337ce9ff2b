"""A rotation that is killed is taken up again, and everything opens the whole time (SECURITY I9)."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.booking.models.bookings import Booking
from app.columns import reread_keys, take_keys, watch_key_file
from app.config import Settings
from app.db import db
from app.kernel.sealing import sealed_key_id
from app.keys import load_keys
from app.routines.keeping.sealed_columns import count_stale
from app.web.canary import keys_fit, plant_canary
from tests import bookings
from tests.factories import open_offices
from tests.faults.processes import Process
from tests.harness.clock import FrozenClock
from tests.keepings import rows


@pytest.fixture
def file(app: Flask, environ: dict[str, str], settings: Settings) -> Iterator[Path]:
    """The file of the keys that the command and we share."""
    path = Path(environ["MADOGUCHI_INSTANCE"]) / "secrets.toml"
    watch_key_file(app, path)
    yield path
    take_keys(app, settings.keys)
    watch_key_file(app, settings.instance / path.name)
    db.session.rollback()


def name_of(number: str) -> str:
    """Whose booking it is, opened."""
    return str(db.session.scalar(db.select(Booking.name).where(Booking.number == number)))


@pytest.mark.timeout(900)
def test_a_killed_rotation_leaves_everything_readable_and_goes_on(
    file: Path,
    clock: FrozenClock,
    environ: dict[str, str],
    tmp_path: Path,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
    database_kind: str,
) -> None:
    open_offices()
    plant_canary()
    number = bookings.book(clock).number
    words, log, kills = ["flask", "--app", "wsgi", "keys", "rotate", "--seal"], tmp_path / "log", figure(1, 20)
    for _ in range(kills):
        with Process(words, environ, log) as process:
            time.sleep(random.uniform(0.3, 1.5))
            process.kill()
        reread_keys()
        db.session.rollback()
        assert name_of(number)
        assert keys_fit()
    with Process(words, environ, log) as process:
        assert process.wait(120) == 0, log.read_text()
    reread_keys()
    db.session.rollback()
    assert (count_stale(), name_of(number) != "", keys_fit()) == (0, True, True)
    assert {sealed_key_id(bytes(value)) for (value,) in rows("booking", "name")} == {
        load_keys(file, make=False).seal.current
    }
    report(f"killed rotations, {database_kind}", kills=kills, unreadable=0)
