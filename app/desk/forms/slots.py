"""Times as addresses and forms of the desk write them: `2026-05-13T10:00`, Japanese time."""

import re
from collections.abc import Iterable
from datetime import datetime

from wtforms.fields.choices import SelectChoice

from app.kernel.moments import JST
from app.kernel.slots import DayTimes
from app.web.filters import jclock, jday

START = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


def start_from(typed: str) -> datetime | None:
    """The instant that is written; None for anything else."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=JST) if START.fullmatch(typed) else None
    except ValueError:
        return None


def slot_text(starts_at: datetime) -> str:
    """A start as it is written."""
    return starts_at.astimezone(JST).strftime("%Y-%m-%dT%H:%M")


def free_choices(days: Iterable[DayTimes], late: Iterable[object]) -> list[SelectChoice]:
    """Every free time of `days` to choose from; those of days whose limit is over say so."""
    over = set(late)
    return [
        SelectChoice(slot_text(time.starts_at), _words(time.starts_at, late=day.day in over))
        for day in days
        for time in day.times
        if time.is_free
    ]


def _words(starts_at: datetime, *, late: bool) -> str:
    return f"{jday(starts_at)} {jclock(starts_at)}" + ("（受付の締切後）" if late else "")
