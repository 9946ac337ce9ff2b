"""A date that the desk fixes: for a request, or for the next booking at a session."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.booking.terms.bookings import SessionKind, ToldBy
from app.kernel.roles import Role

TAKE_CONSULTATIONS = frozenset({Role.COUNSELOR, Role.STAFF, Role.MANAGER})
"""職員および相談員: who may be wished for, be given a session and take one at once (KNG-06, NGS-20, NGS-42)."""


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """What the section in charge fixes for a request: when, who holds it, the address as it was pasted (NGS-22).

    `words` and `reason` are folded; the reason is for a date whose limit is over (Q-02).
    """

    starts_at: datetime
    counselor_id: int | None
    url: str
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NextBooking:
    """What is agreed on at a session for the next one (MYK-17, NGS-24, KRS-29); the address may come later."""

    starts_at: datetime
    told_by: ToldBy
    session_kind: SessionKind | None = None
    url: str = ""
    words: str = ""
    content: str = ""
    reason: str = ""


class ReplyOutcome(Enum):
    """What pressing the button behind a reply link comes to."""

    CONFIRMED = "confirmed"
    ALREADY = "already"
    OVER = "over"
    NOT_WAITING = "not_waiting"
