"""Changing what an office has set: what may come of it, and what it would do."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.booking.terms.outside import DayChange, HeldBooking, Outside


class PolicyRefusal(Enum):
    """Why a policy is not put in force."""

    GRANT_ENDED = "grant_ended"
    IN_THE_PAST = "in_the_past"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOTHING_CHANGED = "nothing_changed"
    SEATS_HELD = "seats_held"


class PlanRefusal(Enum):
    """Why a planned policy is not taken back."""

    GRANT_ENDED = "grant_ended"
    NOT_PLANNED = "not_planned"


@dataclass(frozen=True, kw_only=True)
class PolicyRefused:
    """Nothing was changed, and why; `crowded` are the bookings for which the seats would not be enough."""

    ground: PolicyRefusal
    crowded: tuple[HeldBooking, ...] = ()


@dataclass(frozen=True)
class PolicySet:
    """The policy is in force from its day on."""

    since: date


@dataclass(frozen=True)
class LeftOutside:
    """A booking that a change leaves outside: it stays valid and waits for the desk."""

    booking: HeldBooking
    outside: Outside


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a policy would do: its days, the values that differ, the times of the next weeks, bookings left outside."""

    since: date
    until: date | None
    changed: tuple[str, ...]
    first: date
    last: date
    times: tuple[DayChange, ...]
    outside: tuple[LeftOutside, ...]
