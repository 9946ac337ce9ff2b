"""What people of an office write beside a booking."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

NoteKind = StrEnum("NoteKind", "PRIVATE HANDOVER NEED")
"""The author's own note; 申し送り for everybody of the office; 配慮 (companion, interpreter), for everybody as well."""

SHARED = frozenset({NoteKind.HANDOVER, NoteKind.NEED})
"""Kinds that everybody of the office reads."""

LIMIT = 2000
"""The most characters of one note."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note as it was written; never changed and never taken away, only followed by another."""

    kind: NoteKind
    text: str
    author: int
    written_at: datetime


class NoteRefusal(Enum):
    """Why nothing was written."""

    NO_SUCH_BOOKING = "no_such_booking"
    GRANT_ENDED = "grant_ended"
