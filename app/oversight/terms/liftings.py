"""What use waits for after a stop: the stop that holds, and those it took the place of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.agencies.terms.participation import Ground, SuspensionEnd

Need = StrEnum("Need", "LAST_DAY CONFIRMATION IMPROVEMENT")
"""That its last day is over; that somebody confirmed on a day what it waits for; that its cause was mended."""


@dataclass(frozen=True, kw_only=True)
class StopCause:
    """A stop that another took the place of before its own end had come."""

    ground: Ground
    end_kind: SuspensionEnd
    last_day: date | None
    needs_improvement: bool
    is_mended: bool
