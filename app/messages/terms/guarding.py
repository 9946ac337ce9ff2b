"""Patterns of operations: what may not stand in a message besides what the guard finds by itself (AGY-061)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class PatternRefusal(Enum):
    """Why a pattern is not added or ended."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_WIDE = "too_wide"
    NOT_PLAIN = "not_plain"
    THERE_ALREADY = "there_already"
    ENDED_ALREADY = "ended_already"
    GRANT_ENDED = "grant_ended"


@dataclass(frozen=True, kw_only=True)
class PatternLine:
    """A pattern as operations see it; one that ended counts no more."""

    id: int
    pattern: str
    added_at: datetime
    added_by: int
    ended_at: datetime | None
