"""Searching records without finding out who they are (SECURITY T7): few filters, few rows, no small totals."""

import hashlib
import json
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from app.kernel.folding import fold_search
from app.seekers.terms.records import ROWS_A_PAGE, ROWS_A_QUERY, Filters, SearchRefusal

MOST_FILTERS = 4
SMALLEST_TOTAL = 10
SMALLEST_GROUP = 5
"""k: where age and area are both asked for, fewer people are nobody (SECURITY T7); the ministry may change it."""
GRAM = 2
SHUFFLE_RANGE = 1 << 31
STARTS = 4


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


def is_traced(found: Set[int]) -> bool:
    """Whether a search may be one of a pair that tells people apart: shown in full, and not too few by itself."""
    return SMALLEST_GROUP <= len(found) <= ROWS_A_QUERY


def tell_apart(first: Set[int], second: Set[int]) -> bool:
    """Whether two searches differ by so few people that the difference tells who they are: one to k - 1 (SECURITY T7).

    Who is in both is nobody; who is in one alone has what was asked for in it alone.
    """
    return is_traced(first) and is_traced(second) and 0 < len(first ^ second) < SMALLEST_GROUP


def grams(text: str) -> tuple[str, ...]:
    """The two-sign pieces of a text or word, folded, in order without repeats; none for a single sign."""
    parts = (fold_search(text).split()) or []
    pieces = (part[start : start + GRAM] for part in parts for start in range(len(part) - GRAM + 1))
    return tuple(dict.fromkeys(pieces))


@dataclass(frozen=True, kw_only=True)
class Arc:
    """A piece of the ring of all places: `low` is in it, `high` not; a place in it is `place + away` from its start."""

    low: int
    high: int
    away: int


def arcs_of(secret: str) -> tuple[Arc, ...]:
    """The ring cut at a few places that follow from `secret`: no place is in two, and none in none.

    A search takes from all of them alike what lies next to their starts, so that the people it shows are no run of one
    order that all agencies share (SECURITY T7). What goes over the end of the ring belongs to the last start.
    """
    starts = sorted({_drawn(secret, f"start {number}") % SHUFFLE_RANGE for number in range(STARTS)})
    ends = [*starts[1:], SHUFFLE_RANGE]
    arcs = [Arc(low=low, high=high, away=-low) for low, high in zip(starts, ends, strict=True)]
    return *arcs, Arc(low=0, high=starts[0], away=SHUFFLE_RANGE - starts[-1])


def arcs_within(arcs: tuple[Arc, ...], rows: int, crowd: float) -> tuple[Arc, ...]:
    """All arcs where they hold `rows` at most, `crowd` at a place on average; else of each what lies at its start.

    The last is no start of its own but the way on over the end of the ring: of it only what is left to the last start.
    """
    if crowd * SHUFFLE_RANGE <= rows:
        return arcs
    *own, over = arcs
    span = int(rows / len(own) / crowd)
    left = max(0, span - (own[-1].high - own[-1].low))
    kept = (replace(arc, high=min(arc.high, arc.low + span)) for arc in own)
    return *kept, replace(over, high=min(over.high, over.low + left))


def in_order(secret: str, record_ids: Iterable[int]) -> list[int]:
    """The people of a search in the order of `secret`, which has nothing to do with that of another (SECURITY T7)."""
    return sorted(record_ids, key=lambda record_id: (_drawn(secret, f"record {record_id}"), record_id))


def _drawn(secret: str, what: str) -> int:
    digest = hashlib.blake2b(what.encode(), key=secret.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def key_of(filters: Filters) -> str:
    """The same text for the same search, in whatever order it was asked for."""
    return json.dumps(
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in _told(filters)}
    )


def _told(filters: Filters) -> list[tuple[str, object]]:
    return sorted({**vars(filters), "words": sorted(fold_search(word) for word in filters.words)}.items())
