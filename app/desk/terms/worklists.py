"""The lists of what an office has to see to."""

from dataclasses import dataclass

from app.booking.terms.lines import Line
from app.desk.terms.day import DayLine
from app.notices.terms import Delivery

SHOWN = 50
"""The most lines of one list."""

MISSED_DAYS = 30
"""How many days a booking nobody came to stays on the list."""


@dataclass(frozen=True)
class InTrouble:
    """A mail that did not arrive, with the booking it belongs to."""

    delivery: Delivery
    line: Line


@dataclass(frozen=True, kw_only=True)
class Worklists:
    """Bookings without URL, outside what is set, held all the same, without outcome; mails; those nobody came to."""

    without_url: tuple[DayLine, ...]
    outside: tuple[DayLine, ...]
    kept: tuple[DayLine, ...]
    without_outcome: tuple[Line, ...]
    in_trouble: tuple[InTrouble, ...]
    missed: tuple[Line, ...]
    banned: frozenset[int]  # of the missed, those whose person may not use the service any more
