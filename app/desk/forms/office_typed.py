"""Between what a manager types and the plain values the strict reader of the profiles takes.

Lenient in, strict stored: full-width digits, 「9時30分」 and every dash are read as meant; what cannot be read is
handed on as it was typed, and the reader says what is allowed there.
"""

import re
from collections.abc import Callable
from datetime import date, time

from app.desk.forms.office_policy_words import END_OF_DAY
from app.kernel.characters import narrowed
from app.kernel.folding import TextRefusal, fold_text

NOT_STATED = "not_stated"
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
"""Days beyond are days of no office, and nothing is counted from them."""
_HOUR = re.compile(r"([0-9]{1,2})\s*[:時]\s*([0-9]{1,2})?\s*分?")
_TO = re.compile(r"\s*(?:-|~|〜|から)\s*")
_BRANCH = re.compile(r"\s*[:=]\s*")
_DAY = re.compile(r"([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})日?")


class Unreadable(ValueError):
    """The text holds something no page of ours can keep."""


def folded(typed: str) -> str:
    """Text as it is kept; raises `Unreadable` for control characters."""
    text = fold_text(typed)
    if isinstance(text, TextRefusal):
        raise Unreadable
    return text.strip()


def lines(typed: str) -> list[str]:
    """The lines that are not empty."""
    return [line.strip() for line in folded(typed).split("\n") if line.strip()]


def optional(typed: str) -> str:
    """A text, or the word for one that is not set."""
    return folded(typed) or NOT_STATED


def number(typed: str) -> object:
    """A whole number; anything else as typed."""
    text = narrowed(typed).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text


def optional_number(typed: str) -> object:
    """A whole number, or the word for none."""
    return number(typed) if typed.strip() else NOT_STATED


def hour(typed: str) -> str:
    """`9時30分`, `９：３０` or `9:30` as `09:30`; the end of the day by its words."""
    text = narrowed(typed).strip()
    if text in (narrowed(END_OF_DAY), "24:00", "24時"):
        return "end_of_day"
    found = _HOUR.fullmatch(text)
    return f"{int(found[1]):02}:{int(found[2] or 0):02}" if found else text


def hour_of(typed: str) -> time | None:
    """The time of day that was typed; None for anything else."""
    try:
        return time.fromisoformat(hour(typed))
    except ValueError:
        return None


def span(typed: str) -> str:
    """`9:00から12:00まで` as `09:00-12:00`."""
    parts = [hour(part) for part in _TO.split(narrowed(typed).strip().removesuffix("まで"))]
    return "-".join(parts)


def hours(typed: str) -> list[str]:
    """One hour a line, sorted."""
    return sorted(hour(line) for line in lines(typed))


def spans(typed: str) -> list[str]:
    """One span a line."""
    return [span(line) for line in lines(typed)]


def table(typed: str) -> dict[str, str]:
    """`厚木市：県央支所` a line; a line without a colon is a name without a value."""
    pairs = [_BRANCH.split(narrowed(line), maxsplit=1) for line in lines(typed)]
    return {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs}


def day(typed: str) -> date | None:
    """The day of `2026-05-20`, `2026/5/20` or `2026年5月20日`; None for anything else, and for days of no office."""
    found = _DAY.fullmatch(narrowed(typed).strip())
    try:
        known = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
    return known if known and FIRST < known < LAST else None


READERS: dict[str, Callable[[str], object]] = {
    "daily_limit": optional_number,
    "contact_phone": optional,
    "address": optional,
    "booking_site": optional,
    "session_minutes": number,
    "horizon_days": number,
    "lead_days": number,
    "noshow_minutes": number,
    "capacity": number,
    "public_capacity": number,
    "lead_cutoff": hour,
    "windows": spans,
    "contact_hours": spans,
    "slot_starts": hours,
    "topics": lines,
    "areas": lines,
    "join_steps": lines,
    "meeting_hosts": lines,
    "introduction": lines,
    "notes": lines,
    "branches": table,
}
"""How the text of an attribute is read where it is not simply a text."""


def text_of(value: object) -> str:
    """A plain value as it stands in a text field or a text area."""
    if value == NOT_STATED:
        return ""
    if value == "end_of_day":
        return END_OF_DAY
    if isinstance(value, dict):
        return "\n".join(f"{name}：{item}" for name, item in value.items())
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
