"""What a caller tells, and why somebody looks by name."""

from dataclasses import dataclass
from enum import StrEnum

SearchBy = StrEnum("SearchBy", "NUMBER PHONE MAIL KANA")
"""By what is searched: the first three exactly, furigana by parts of it."""

SearchReason = StrEnum("SearchReason", "CALL VISIT CORRECTION DUTY")
"""Why somebody is looked for by name: a call, a visit, to put something right, other work (SECURITY T31)."""

REACH_DAYS = 90
"""How many days before and after today furigana is searched (DESIGN 3.10)."""

MOST = 50
"""The most bookings a search shows."""


@dataclass(frozen=True)
class Search:
    """What to look for, folded."""

    by: SearchBy
    text: str


class SearchRefusal(StrEnum):
    """Why there is nothing to look for."""

    NOT_READABLE = "not_readable"
    TOO_SHORT = "too_short"
    REASON_MISSING = "reason_missing"
