"""What waits before a booking stands, or before its person knows: arranging, invitations, replies, calls."""

from dataclasses import dataclass
from enum import StrEnum

from app.booking.terms.bookings import ToldBy
from app.booking.terms.lines import Line
from app.desk.terms.day import DayLine

LAPSED_DAYS = 7
"""How many days an application that nobody confirmed stays on the list."""

Conflict = StrEnum("Conflict", "NOBODY_NAMED ENGAGED OFF_DUTY")
"""Why the nominated counselor cannot hold the wished time: gone from the office, with another person, not down."""


@dataclass(frozen=True, kw_only=True)
class ToArrange:
    """A request whose date is to be fixed, whom it wishes for, and what stands against that (NGS-20, NGS-22)."""

    each: DayLine
    nominated: int | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True)
class ToTell:
    """A next booking whose person is to be told, and how (NGS-25, MYK-23)."""

    line: Line
    told_by: ToldBy | None


@dataclass(frozen=True, kw_only=True)
class WaitingLists:
    """The lists an office has by its ways of booking; None for one that it does not know."""

    to_arrange: tuple[ToArrange, ...] | None
    to_invite: tuple[DayLine, ...] | None
    unanswered: tuple[DayLine, ...] | None
    to_tell: tuple[ToTell, ...] | None
    lapsed: tuple[Line, ...] | None
