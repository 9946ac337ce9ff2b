"""How long the data of bookings are kept, and the two people it takes to change that."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

Months = tuple[int, int, int | None]
"""Months that contact data, the whole record, and the log of use are kept; None where an office has no log of use."""


class RetentionRefusal(Enum):
    """Why a proposal is not taken, or not settled."""

    GRANT_ENDED = "grant_ended"
    RECORD_BEFORE_CONTACT = "record_before_contact"
    NOTHING_CHANGED = "nothing_changed"
    PROPOSED_ALREADY = "proposed_already"
    ALREADY_SETTLED = "already_settled"
    SAME_PERSON = "same_person"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Periods that somebody proposed; `is_open` until another person approved them or they were dropped."""

    id: int
    contact_months: int
    record_months: int
    use_log_months: int | None
    proposed_by: int
    proposed_at: datetime
    is_open: bool
