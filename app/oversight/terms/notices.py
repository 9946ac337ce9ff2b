"""The words of the ministry's notices (20, 22)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeRefusal(StrEnum):
    """Why a notice was not posted or not taken back."""

    GRANT_ENDED = "grant_ended"
    WITHDRAWN_ALREADY = "withdrawn_already"


@dataclass(frozen=True, kw_only=True)
class NoticeEntry:
    """A notice as agencies read it."""

    number: str
    title: str
    body: str
    posted_at: datetime
    withdrawn_at: datetime | None
