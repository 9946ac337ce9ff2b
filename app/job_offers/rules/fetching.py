"""What an agency's system may ask for: a cursor, a moment since, how many (AGY-141)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.kernel.moments import JST

DEFAULT_LIMIT, MOST = 100, 500
LARGEST_CURSOR = 2**31 - 1
NAMES = ("cursor", "updated_since", "limit")


@dataclass(frozen=True)
class Asked:
    """A question that can be answered."""

    cursor: int | None
    since: datetime | None
    limit: int


@dataclass(frozen=True)
class AskedWrong:
    """A question that cannot be read, and at which of its parts."""

    name: str


def read_asked(given: Mapping[str, str]) -> Asked | AskedWrong:
    """The question; a moment without an offset is Japan's, and an unknown part is refused rather than passed over."""
    unknown = next((name for name in given if name not in NAMES), None)
    if unknown is not None:
        return AskedWrong(unknown[:40])
    cursor, limit = _number(given, "cursor", 0, LARGEST_CURSOR), _number(given, "limit", 1, MOST)
    if isinstance(cursor, AskedWrong) or isinstance(limit, AskedWrong):
        return cursor if isinstance(cursor, AskedWrong) else AskedWrong("limit")
    since = None
    if "updated_since" in given:
        since = _moment(given["updated_since"])
        if since is None:
            return AskedWrong("updated_since")
    return Asked(cursor, since, DEFAULT_LIMIT if limit is None else limit)


def _number(given: Mapping[str, str], name: str, least: int, most: int) -> int | AskedWrong | None:
    if name not in given:
        return None
    typed = given[name]
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST_CURSOR))):
        return AskedWrong(name)
    return int(typed) if least <= int(typed) <= most else AskedWrong(name)


def _moment(typed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(typed)
        whole = found if found.tzinfo else found.replace(tzinfo=JST)
        return whole if 2000 <= whole.year <= 2200 else None
    except ValueError:
        return None
