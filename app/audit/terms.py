"""The words of the audit record: an event as it is sealed, and what a check of the chain may find."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

SYSTEM = "system"
"""The actor of what nobody pressed: routines and commands."""

START = "0" * 64
"""What the first seal stands on."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One row of the record, exactly as the chain covers it."""

    id: int
    act: str
    actor: str
    subject: str
    office_id: str | None
    at: datetime
    detail: str
    request_id: str | None


@dataclass(frozen=True, kw_only=True)
class Seal:
    """One link of the chain: a mark for each event after the link before it, up to `last_id`.

    `marks` holds 24 bytes for each event: its id (8, big-endian) and 16 bytes of its digest.
    """

    number: int
    first_id: int
    last_id: int
    marks: bytes
    previous: str
    digest: str


class Fault(Enum):
    """What is wrong with an event or a seal."""

    EVENT_CHANGED = "event_changed"
    EVENT_REMOVED = "event_removed"
    EVENT_ADDED = "event_added"
    SEAL_CHANGED = "seal_changed"
    SEAL_REMOVED = "seal_removed"
    HEAD_MISSING = "head_missing"


@dataclass(frozen=True)
class Finding:
    """A fault and where it lies: the event's id or the seal's number (0 for a missing head)."""

    fault: Fault
    where: int
