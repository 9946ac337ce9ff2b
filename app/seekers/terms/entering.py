"""Why the pages of seekers are closed to an agency (AGY-010, AGY-016)."""

from enum import Enum


class ClosedWhy(Enum):
    """Why an agency does not enter."""

    NOT_YET = "not_yet"
    SUSPENDED = "suspended"
    ENDED = "ended"
    PAST_TERM = "past_term"
    NOT_TAKEN = "not_taken"
