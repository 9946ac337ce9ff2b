"""Stopping, ending and resuming use: what is decided, the facts it rests on, why it is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from app.agencies.terms.participation import Ground, ParticipationState, SuspensionEnd
from app.agencies.terms.processing import OrderFacts
from app.kernel.steps import Steps
from app.oversight.terms.liftings import StopCause
from app.oversight.terms.requests import Decision

Begins = StrEnum("Begins", "MIDNIGHT NOW")
"""Since when a stop counts: from 00:00 of the day it is decided on, or from the press, its first day then the next."""


@dataclass(frozen=True, kw_only=True)
class SuspensionChoice:
    """What an officer decides about a stop; the rest follows from the ground.

    `last_day` only where the end is his to set (8(3), 3, 4); `facts_confirmed_on` where facts were being checked.
    """

    begins: Begins
    reason: str
    last_day: date | None = None
    facts_confirmed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SuspensionPlan:
    """A stop with everything computed; `steps` say why it lasts to its last day."""

    ground: Ground
    clause: str
    end_kind: SuspensionEnd
    begins_at: datetime
    first_day: date
    last_day: date | None
    steps: Steps
    needs_improvement: bool
    asks_correction: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class RunningStop:
    """The suspension that holds, as far as another decision depends on it.

    `causes` are the stops it took the place of: what they wait for is still waited for. `is_mended`: its own cause and
    theirs are mended; `mended_in_time`: its own was before its last day was over.
    """

    ground: Ground
    end_kind: SuspensionEnd
    begins_at: datetime
    last_day: date | None
    awaits_decision: bool
    needs_improvement: bool = False
    is_mended: bool = False
    mended_in_time: bool = False
    causes: tuple[StopCause, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    """What decides whether use may be stopped, ended or resumed now.

    `overdue_from` is the first day on which the agency counts as overdue on the ground (None: it is not); `chased`
    whether the bureau asked for the missing report (AGY-130); `procedure_waits` whether the procedure that is missing
    was made and waits for the bureau (AGY-083). `state` None: it takes no part. `orders` are those
    under the Act.
    """

    state: ParticipationState | None
    running: RunningStop | None = None
    case_open: bool = True
    overdue_from: date | None = None
    chased: bool = False
    procedure_waits: bool = False
    proposal_open: bool = False
    orders: tuple[OrderFacts, ...] = ()


class DecisionRefusal(Enum):
    """Why use is not stopped, ended or resumed."""

    NOT_TAKING_PART = "not_taking_part"
    CASE_CLOSED = "case_closed"
    NO_STOP_ON_GROUND = "no_stop_on_ground"
    NO_END_ON_GROUND = "no_end_on_ground"
    NOT_OVERDUE = "not_overdue"
    NOT_CHASED = "not_chased"
    PROCEDURE_WAITS = "procedure_waits"
    STOPPED_LONGER = "stopped_longer"
    FACTS_NOT_CONFIRMED = "facts_not_confirmed"
    LAST_DAY_OVER = "last_day_over"
    LAST_DAY_NOT_YOURS = "last_day_not_yours"
    NO_REASON = "no_reason"
    NOT_STOPPED = "not_stopped"
    FIXED_PERIOD = "fixed_period"
    NOT_AWAITED = "not_awaited"
    AWAITED = "awaited"
    CONFIRMED_IN_FUTURE = "confirmed_in_future"
    CONFIRMED_BEFORE_STOP = "confirmed_before_stop"
    CONFIRMED_BEFORE_ORDER = "confirmed_before_order"
    CAUSE_UNMENDED = "cause_unmended"
    ORDER_UNCORRECTED = "order_uncorrected"
    STOP_OF_ANOTHER = "stop_of_another"
    NOT_CONFIRMED = "not_confirmed"
    PROPOSED_ALREADY = "proposed_already"
    ALREADY_SETTLED = "already_settled"
    CHANGED_SINCE = "changed_since"


@dataclass(frozen=True, kw_only=True)
class DecisionChoice:
    """What one officer proposes: the end, a lifting or a resumption, why, and the day something was confirmed."""

    decision: Decision
    reason: str
    confirmed_on: date | None = None
