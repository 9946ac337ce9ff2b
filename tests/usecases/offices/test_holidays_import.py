"""Holidays are imported whole or not at all, and say which bookings they hit (DESIGN 4)."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app.kernel.holidays import seed_holidays
from app.offices.queries.days import national_calendar
from tests import bookings
from tests.factories import open_offices
from tests.harness.clock import FrozenClock
from tests.keepings import rows

NEW = date(2026, 5, 13)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file as it is published, to 2028, with one day more."""
    days = [(each.day, each.name) for each in seed_holidays(2025, 2028)]
    lines = [f"{day.year}/{day.month}/{day.day},{name}" for day, name in sorted([*days, (NEW, "特別の日")])]
    path = tmp_path / "syukujitsu.csv"
    path.write_bytes("\r\n".join(["月日,名称", *lines, ""]).encode("cp932"))
    return path


def test_a_dry_run_tells_and_writes_nothing(app: Flask, clock: FrozenClock, file: Path) -> None:
    open_offices()
    number = bookings.book(clock).number
    done = app.test_cli_runner().invoke(args=["holidays", "import", str(file), "--dry-run"])
    assert done.exit_code == 0, done.output
    assert f"{NEW} kanagawa {number}" in done.output
    assert national_calendar().official_until == date(2027, 12, 31)
    assert national_calendar().is_open(NEW)


def test_an_import_moves_the_official_end(app: Flask, file: Path) -> None:
    done = app.test_cli_runner().invoke(args=["holidays", "import", str(file)])
    assert done.exit_code == 0, done.output
    assert national_calendar().official_until == date(2028, 12, 31)
    assert not national_calendar().is_open(NEW)
    again = app.test_cli_runner().invoke(args=["holidays", "import", str(file)])
    assert "見込みから公表済みになる日 0" in again.output
    assert len(rows("audit_event WHERE act = 'offices.holidays_imported'", "id")) == 2


def test_a_broken_file_changes_nothing(app: Flask, file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"x,y\r\n")
    done = app.test_cli_runner().invoke(args=["holidays", "import", str(file)])
    assert done.exit_code == 1
    assert "行目" in done.output
    assert national_calendar().official_until == date(2027, 12, 31)
