"""Times of day as people in Japan write them, read into one time: 9:00, ９：３０, 9時30分, 9時半, 0930."""

import re
from datetime import time

from app.kernel.characters import narrowed

_HOUR = re.compile(r"(?:午前)?([0-9]{1,2})(?::([0-9]{2})|時(?:([0-9]{1,2})分?|(半))?)|([0-9]{2})([0-9]{2})")


def read_hour(written: str) -> time | None:
    """The time of day somebody wrote; None where it is not exactly one."""
    text = re.sub(r"\s", "", narrowed(written))
    afternoon = text.startswith("午後")
    found = _HOUR.fullmatch(text.removeprefix("午後"))
    if found is None:
        return None
    hour = int(found[1] or found[5]) + (12 if afternoon else 0)
    minute = 30 if found[4] else int(found[2] or found[3] or found[6] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
