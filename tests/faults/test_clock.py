"""The twenty-five instants, the same on machines of three time zones and as the rules say (SECURITY G13, I10, T25)."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.instants import INSTANTS
from tests.faults.processes import ROOT
from tests.harness.applications import Ground
from tests.harness.clock import FrozenClock

ZONES = ("UTC", "Asia/Tokyo", "America/New_York")
SUMS = ("page|", "steps|")


def said(ground: Ground, kind: str, zone: str, instance: Path) -> list[str]:
    """What the application says at all instants on a machine of a time zone, on a database as new."""
    ground.fresh_app(kind, FrozenClock())
    words = [sys.executable, "-m", "tests.faults.instants", ground.database(kind).url, str(instance)]
    environ = {**os.environ, "TZ": zone, "PGTZ": zone}
    done = subprocess.run(words, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.timeout(600)
def test_the_zone_of_the_machine_changes_nothing(
    ground: Ground,
    database_kind: str,
    tmp_path: Path,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
) -> None:
    zones = ZONES[-figure(1, len(ZONES)) :]
    told = {zone: said(ground, database_kind, zone, tmp_path / zone.replace("/", "-")) for zone in zones}
    first, *others = told.values()
    answers = [line for line in first if not line.startswith(SUMS)]
    expected = (Path(__file__).parent / "instants.txt").read_text().splitlines()
    assert answers == expected
    differing = [pair for other in others for pair in zip(first, other, strict=True) if pair[0] != pair[1]]
    figures = {"instants": len(INSTANTS), "zones": len(zones), "answers": len(answers)}
    report(f"clock, {database_kind}", **figures, pages=len(first) - len(answers), differences=len(differing))
    assert differing == []
    assert len(INSTANTS) == 25
