"""Searching records without finding out who they are (SECURITY T7): few filters, few rows, no small totals."""

import hashlib
import json
from datetime import date

from app.kernel.folding import fold_search
from app.seekers.terms.records import ROWS_A_PAGE, ROWS_A_QUERY, Filters, SearchRefusal

MOST_FILTERS = 4
SMALLEST_TOTAL = 10
SMALLEST_GROUP = 5
"""k: where age and area are both asked for, fewer people are nobody (SECURITY T7); the ministry may change it."""
GRAM = 2
SHUFFLE_RANGE = 1 << 31


def ground_against_search(filters: Filters, page: int) -> SearchRefusal | None:
    """Why a search gives nothing: more than four filters at once, a word of one sign, past 200 rows (SECURITY T7)."""
    if filters_used(filters) > MOST_FILTERS:
        return SearchRefusal.TOO_MANY_FILTERS
    if any(not grams(word) for word in filters.words):
        return SearchRefusal.WORD_TOO_SHORT
    return None if 1 <= page <= ROWS_A_QUERY // ROWS_A_PAGE else SearchRefusal.BEYOND_LIMIT


def filters_used(filters: Filters) -> int:
    """How many things are asked for at once; each word is one."""
    chosen = (filters.occupations, filters.areas, filters.employments, filters.hours, filters.age_bands)
    return sum(map(bool, chosen)) + (filters.wage_at_most is not None) + len(filters.words)


def smallest_group(filters: Filters, k: int = SMALLEST_GROUP) -> int:
    """How many people a search must find to show any: `k` where age and area are both asked for, else one."""
    return k if filters.age_bands and filters.areas else 1


def shown_total(found: int) -> int | None:
    """The total to be shown; None for few, which are told as "fewer than ten" (SECURITY T7)."""
    return found if found >= SMALLEST_TOTAL else None


def grams(text: str) -> tuple[str, ...]:
    """The two-sign pieces of a text or word, folded, in order without repeats; none for a single sign."""
    parts = (fold_search(text).split()) or []
    pieces = (part[start : start + GRAM] for part in parts for start in range(len(part) - GRAM + 1))
    return tuple(dict.fromkeys(pieces))


def first_of_day(day: date, agency_id: int) -> int:
    """Where an agency's lists begin on a JST day: another place each day, the same all day (SECURITY T7)."""
    digest = hashlib.sha256(f"{day.isoformat()}:{agency_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % SHUFFLE_RANGE


def key_of(filters: Filters) -> str:
    """The same text for the same search, in whatever order it was asked for."""
    return json.dumps(
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in _told(filters)}
    )


def _told(filters: Filters) -> list[tuple[str, object]]:
    return sorted({**vars(filters), "words": sorted(fold_search(word) for word in filters.words)}.items())
