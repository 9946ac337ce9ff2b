"""The use report: counts by hour, by day and by state, in which no single booking can be made out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.booking.terms.states import BookingState

FEW = None
"""Stands for a count that is not told, because too few bookings stand behind it."""

Told = int | None


@dataclass(frozen=True, kw_only=True)
class UseReport:
    """The uses of a month; what the office does not record is empty."""

    first: date
    last: date
    by_hour: Mapping[int, Told]
    by_day: Mapping[date, Told]
    begun: Mapping[int, Told]
    ended: Mapping[int, Told]
    by_state: Mapping[BookingState, Told]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded."""
        return not (self.by_hour or self.by_day or self.begun or self.ended or self.by_state)
