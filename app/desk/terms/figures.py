"""Figures of an office: counts only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum

from app.booking.terms.states import BookingState
from app.offices.terms import Channel

LONGEST_DAYS = 731
"""The longest span that is counted at once: two years."""


class FiguresRefusal(Enum):
    """Why a span cannot be counted."""

    REVERSED = "reversed"
    TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Bookings by what became of them and how they came; of those that were not given back, the load.

    `lead_days` counts by the least number of whole days from the application to the day of the consultation.
    """

    all: int
    taking_place: int
    by_state: Mapping[BookingState, int]
    by_channel: Mapping[Channel, int]
    lead_days: Mapping[int, int]
    by_hour: Mapping[time, int]
    by_topic: Mapping[str, int]
    by_tool: Mapping[str, int]
