"""Stopping the service and taking it up again (KNG-51)."""

from dataclasses import dataclass
from enum import Enum

from app.booking.terms.stops import StopGround
from app.kernel.slots import Stop


class StopRefusal(Enum):
    """Why the service is not stopped, or a stop not lifted."""

    GRANT_ENDED = "grant_ended"
    NO_CLAUSE = "no_clause"
    HOURS_OF_STOP_NEEDED = "hours_of_stop_needed"
    TIMES_REVERSED = "times_reversed"
    STOP_OVER = "stop_over"
    ALREADY_LIFTED = "already_lifted"


@dataclass(frozen=True, kw_only=True)
class StopPlan:
    """A stop as it is to be set: its letter, and its scope, times and notice."""

    ground: StopGround
    stop: Stop
