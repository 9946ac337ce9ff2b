"""Who of an office looked at which consultations: counts and moments, never what was read (SECURITY T31)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LookKind = StrEnum("LookKind", "VIEW PRINT DAY SEARCH")
"""A booking or instant request opened; a booking on paper; a day taken on paper or as a file; a search by name."""

OFTEN = 10
"""Looks of one person at one booking in a week, beyond which it is marked. Every page after an act is a look."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look of one account. `number` is the booking's, empty where it was not at one; `reason` why by name."""

    account_id: int
    kind: LookKind
    at: datetime
    number: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One booking as one person looked at it: how often, how often out of hours, when for the last time."""

    number: str
    looks: int
    out_of_hours: int
    last: datetime

    @property
    def is_often(self) -> bool:
        """Whether it was looked at more often than work asks for."""
        return self.looks > OFTEN


@dataclass(frozen=True, kw_only=True)
class Looker:
    """Everything one person looked at, the bookings looked at most often first; searches by name, by their reason."""

    account_id: int
    looks: int
    out_of_hours: int
    prints: int
    days: int
    bookings: tuple[Seen, ...]
    searches: tuple[tuple[str, int], ...]

    @property
    def often(self) -> int:
        """How many persons were looked at more than OFTEN times."""
        return sum(seen.is_often for seen in self.bookings)
