"""The options of `flask explain` and how strictly they are read. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from app.kernel.moments import JST

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(DAY.pattern + r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?")
YEARS = range(1900, 3000)
Reached = TypeVar("Reached", date, datetime)


@dataclass(frozen=True)
class Option:
    """One option: what is typed, how it is read (`ValueError` refuses it), what it means."""

    flag: str
    read: Callable[[str], Any]
    meaning: str


def day(text: str) -> date:
    """A day written 2026-05-13, nothing looser; raises `ValueError`."""
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return _in_reach(date.fromisoformat(text))


def moment(text: str) -> datetime:
    """A day and time written 2026-05-13T10:00, in Japan unless it carries an offset; raises `ValueError`."""
    if not MOMENT.fullmatch(text):
        raise ValueError(text)
    read = datetime.fromisoformat(text)
    return _in_reach(read if read.tzinfo else read.replace(tzinfo=JST))


def year(text: str) -> int:
    """A year written in four digits; raises `ValueError`."""
    return day(f"{text}-01-01").year


def _in_reach(read: Reached) -> Reached:
    if read.year not in YEARS:
        raise ValueError(read)
    return read


OPTIONS = {
    "office": Option("--office", str, "窓口の名前（kanagawa など）"),
    "on": Option("--on", day, "日付（2026-05-13 の形）"),
    "at": Option("--at", moment, "日時（2026-05-13T10:00 の形。時差がなければ日本時間）"),
    "from_": Option("--from", day, "申し込んだ日付（2026-05-13 の形）"),
    "accepted": Option("--accepted", day, "受理の日付（2026-05-13 の形）"),
    "year": Option("--year", year, "西暦の年（2026 の形）"),
}
"""Every option by the name of its value in a question."""
