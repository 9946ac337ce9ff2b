"""Giving a single day its own number of seats."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.booking.terms.outside import HeldBooking


class SeatsRefusal(Enum):
    """Why a day does not get its own seats, or does not lose them."""

    GRANT_ENDED = "grant_ended"
    CLOSED_DAY_OVER = "closed_day_over"
    BEYOND_CALENDAR = "beyond_calendar"
    MORE_THAN_SEATS = "more_than_seats"
    ALREADY_SET = "already_set"
    ALREADY_LIFTED = "already_lifted"


@dataclass(frozen=True, kw_only=True)
class SeatsPlan:
    """The seats of a day, how many of them the public may take, and why."""

    day: date
    capacity: int
    public_capacity: int
    reason: str


@dataclass(frozen=True)
class SeatsSet:
    """The day has its own seats; `left_over` stay booked and wait for the desk, one by one."""

    left_over: tuple[HeldBooking, ...]
