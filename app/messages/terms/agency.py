"""An agency's inbox: what it is filtered by, one line of it, what is read of a page (AGY-051)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from app.messages.terms.messages import LeftOut, Stage

Box = StrEnum("Box", "ALL UNREAD ASKED ANSWERED BLOCKED")
"""すべて, 未読, 要返信, 回答済, 拒否."""

Shown = StrEnum("Shown", "SENT WAITING ALREADY_INVITED NOT_SENDABLE")
"""What an agency is told of one person of a letter to many."""

TOLD = {LeftOut.ALREADY_INVITED: Shown.ALREADY_INVITED, LeftOut.OVER_CAP: Shown.WAITING}
"""Everything else is one answer: a block, an end of consent or a name that stands in the letter would tell something
about the person (AGY-044, AGY-052)."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a page of the inbox goes on: after this thread."""

    last_at: datetime
    number: str


@dataclass(frozen=True, kw_only=True)
class InboxFilter:
    """What an agency asks its inbox for; `record_ids` are those of a number it typed."""

    box: Box = Box.ALL
    assigned_to: int | None = None
    after: Place | None = None
    record_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class InboxLine:
    """A thread in the agency's inbox; `record_id` is for its own number, never shown."""

    id: int
    number: str
    record_id: int
    opened_at: datetime
    last_at: datetime
    stage: Stage
    is_unread: bool
    is_open: bool
    is_blocked: bool
    is_held: bool
    assigned_to: int | None

    @property
    def is_hidden(self) -> bool:
        """Whether what was written is gone for the agency: refused by the seeker, or the record deleted (AGY-050)."""
        return self.is_blocked or not self.is_held

    @property
    def place(self) -> Place:
        """Where the page after this line begins."""
        return Place(last_at=self.last_at, number=self.number)


class AssignRefusal(Enum):
    """Why a thread is not handed to somebody."""

    NO_COLLEAGUE = "no_colleague"
    CLOSED = "closed"
    CHANGED_MEANWHILE = "changed_meanwhile"


class ReserveRefusal(Enum):
    """Why so many are not kept for answers."""

    CHANGED_MEANWHILE = "changed_meanwhile"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a letter to many would come to now: who could be written to, in order, and who not, as it is told."""

    asked: int
    ready: int
    room: int
    already_invited: int
    not_sendable: int

    @property
    def now(self) -> int:
        """How many go out at once."""
        return min(self.ready, self.room)

    @property
    def later(self) -> int:
        """How many the day's thousand leave for another day."""
        return self.ready - self.now


@dataclass(frozen=True, kw_only=True)
class DispatchLine:
    """A letter to many in the agency's list, and how far it has come."""

    number: str
    state: str
    created_at: datetime
    created_by: int
    sent: int
    waiting: int
    left_out: int


@dataclass(frozen=True, kw_only=True)
class DispatchPerson:
    """What became of one person of a letter to many."""

    record_id: int
    shown: Shown
    thread_number: str | None
