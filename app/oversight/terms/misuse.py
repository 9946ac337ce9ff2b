"""The words of reports that an account may have been misused (9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MisuseRefusal(StrEnum):
    """Why a report was not taken, or not noted as handled."""

    GRANT_ENDED = "grant_ended"
    HANDLED_ALREADY = "handled_already"


@dataclass(frozen=True, kw_only=True)
class MisuseEntry:
    """A report of possible misuse, the account it came from, and what operations did about it (AGY-094)."""

    number: str
    agency_id: int
    text: str
    reported_at: datetime
    reported_by: int
    handled_at: datetime | None
    handling: str | None
