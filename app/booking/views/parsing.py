"""Days and starts as URLs and forms write them; anything else is None, never a fault (SECURITY C8)."""

import re
from datetime import date, datetime

from app.kernel.moments import JST

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
START = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


def day_from(text: str) -> date | None:
    """The day of `2026-05-13`."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def start_from(text: str) -> datetime | None:
    """The instant of `2026-05-13T10:00`, Japanese time."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=JST) if START.fullmatch(text) else None
    except ValueError:
        return None
