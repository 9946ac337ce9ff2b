"""The only clock. Views, routines and commands ask it once and pass the answer down."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from flask import current_app

from app.kernel.moments import JST

OFFSET_FILE = "clock"


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The current instant, aware, UTC."""
        ...


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The current instant, aware, UTC."""
        return datetime.now(UTC)


class DemoClock:
    """The machine's time moved by seconds kept in a file that web and worker both read (DESIGN 4)."""

    def __init__(self, instance: Path) -> None:
        self.path = instance / OFFSET_FILE
        self._read: tuple[tuple[int, int], list[str]] | None = None

    def now(self) -> datetime:
        """The demo's current instant; it runs on from where it was set."""
        return datetime.now(UTC) + timedelta(seconds=self.offset())

    def offset(self) -> float:
        """Seconds between the demo's time and the machine's."""
        return self.setting()[0]

    def note(self) -> str:
        """Why it was set: the CLOCK of the settings, or a word of whoever set it; empty where nobody did."""
        return self.setting()[1]

    def setting(self) -> tuple[float, str]:
        """Both, from one look at the file."""
        seconds, note = self._lines()[:2]
        try:
            return float(seconds), note
        except ValueError:
            return 0.0, note

    def set(self, moment: datetime, note: str = "") -> None:
        """Let the demo's time be `moment` now; readers see the old file or the new one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(f"{(moment - datetime.now(UTC)).total_seconds()}\n{note}\n")
        draft.replace(self.path)

    def reset(self) -> None:
        """Let the demo's time be the machine's."""
        self.path.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return ["", ""]
        mark = status.st_ino, status.st_mtime_ns  # every setting is another file
        read = self._read
        if read is None or read[0] != mark:
            read = self._read = mark, [*self.path.read_text().splitlines(), "", ""]
        return read[1]


def now() -> datetime:
    """The current instant of the application, aware, UTC."""
    clock: Clock = current_app.extensions["clock"]
    return clock.now()


def today() -> date:
    """The current date in Japan."""
    return jst(now()).date()


def jst(moment: datetime) -> datetime:
    """The same instant on Japanese clocks."""
    return moment.astimezone(JST)


def real_seconds() -> float:
    """Seconds since the epoch by the machine, for leases, back-off and session ages only."""
    return time.time()


def real_now() -> datetime:
    """The machine's instant, aware, UTC: for leases, back-off and session ages only."""
    return datetime.now(UTC)
