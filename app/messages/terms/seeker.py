"""What a seeker does about an agency besides asking, and why something is not done (AGY-049, AGY-071)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class DemandRefusal(Enum):
    """Why nothing was deleted at a seeker's demand."""

    NOTHING_HELD = "nothing_held"


class ReportRefusal(Enum):
    """Why a report to the bureau was not taken."""

    REPORTED_ALREADY = "reported_already"


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """A thread as the list of its seeker shows it; `unread` counts what the agency wrote."""

    number: str
    agency_id: int
    is_open: bool
    is_blocked: bool
    opened_at: datetime
    last_at: datetime
    unread: int
