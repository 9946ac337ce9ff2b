"""Bookings that look as if one hand had made them all (SECURITY T9), and what becomes of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from app.booking.terms.lines import Line
from app.booking.terms.sessions import ActRefusal
from app.kernel.roles import Identity

SeriesGround = StrEnum("SeriesGround", "NETWORK MAIL BURST")
"""From one network, with one kind of mail address, within ten minutes."""


@dataclass(frozen=True, kw_only=True)
class WeekShare:
    """How much of an office's week a series has taken: of `offered` places `taken`; the week by its Monday."""

    monday: date
    taken: int
    offered: int


@dataclass(frozen=True, kw_only=True)
class Series:
    """A suspicion: its grounds, what it took of which weeks, when the first and the last of it were made.

    `numbers` are the bookings that wait for somebody: they hold their time, and nobody found them to be in order.
    """

    grounds: tuple[SeriesGround, ...]
    weeks: tuple[WeekShare, ...]
    made: tuple[datetime, datetime]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class ListedSeries:
    """A series with the lines of its bookings that still hold their time."""

    series: Series
    lines: tuple[Line, ...]

    @property
    def seen(self) -> str:
        """The bookings with their revisions, as a press on the list carries them."""
        return " ".join(f"{line.number}:{line.revision}" for line in self.lines)


class SeriesRefusal(Enum):
    """Why nothing was done with a booking of the list, besides what any act may meet."""

    NOT_SUSPECTED = "not_suspected"


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Who presses for which bookings of which office, each with the revision the list was made from."""

    office_id: str
    seen: tuple[tuple[str, int], ...]
    by: Identity
    now: datetime


@dataclass(frozen=True)
class Handled:
    """What a press came to for one booking; `refusal` None where it was done."""

    number: str
    refusal: ActRefusal | SeriesRefusal | None = None
