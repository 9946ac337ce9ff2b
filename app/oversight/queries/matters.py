"""Reading what a stop, an end or a lifting is decided on: where the agency stands, and the stop that holds."""

from dataclasses import dataclass
from datetime import datetime

from app.agencies.queries.participation import Standing, find_standing
from app.agencies.queries.processing import orders_of
from app.agencies.queries.suspensions import (
    SuspensionRecord,
    grounds_resumed_after,
    holding_suspensions,
)
from app.agencies.terms.participation import Ground
from app.agencies.terms.processing import OrderFacts
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.oversight.queries.cases import proposals_of
from app.oversight.queries.overdue import PassedLimit, find_passed_limit
from app.oversight.rules.grounds import OVERDUE, repeated
from app.oversight.rules.liftings import uncorrected_orders
from app.oversight.terms.decisions import DecisionFacts, RunningStop
from app.oversight.terms.grounds import PastStop, Repeated
from app.oversight.terms.liftings import StopCause


@dataclass(frozen=True, kw_only=True)
class Matter:
    """An agency that takes or took part, the ground in question, and the facts a decision rests on."""

    standing: Standing
    participation_id: int
    ground: Ground
    stop: SuspensionRecord | None
    facts: DecisionFacts
    repeat: Repeated

    @property
    def stop_id(self) -> int | None:
        """The stop that holds."""
        return self.stop.id if self.stop else None


def find_matter(
    agency_id: int,
    ground: Ground | None,
    calendar: Calendar,
    now: datetime,
    *,
    case_open: bool = True,
    opened_at: datetime | None = None,
) -> Matter | None:
    """The matter of an agency; without a ground that of the stop that holds. None where there is none to decide on.

    A case `opened_at` a moment is about a breach after the stops that were over by then, and repeats no later one.
    """
    standing = find_standing(agency_id, now)
    if standing is None or standing.participation_id is None:
        return None
    stops = holding_suspensions(standing.participation_id, now)
    stop = stops[0] if stops else None
    ground = ground or (stop.ground if stop else None)
    if ground is None:
        return None
    return Matter(
        standing=standing,
        participation_id=standing.participation_id,
        ground=ground,
        stop=stop,
        facts=_facts(standing, stops, _passed_limit(standing, ground, calendar), case_open=case_open),
        repeat=_repeated(standing.participation_id, ground, opened_at or now),
    )


def open_orders_under(agency_id: int, ground: Ground) -> tuple[OrderFacts, ...]:
    """The orders against an agency that hold its stop on another ground until they are corrected (AGY-074)."""
    return uncorrected_orders(ground, orders_of([agency_id]).get(agency_id, ()))


def _passed_limit(standing: Standing, ground: Ground, calendar: Calendar) -> PassedLimit | None:
    return find_passed_limit(standing, ground, calendar, standing.at) if ground in OVERDUE else None


def _repeated(participation_id: int, ground: Ground, moment: datetime) -> Repeated:
    """What a breach that came to light at a moment repeats."""
    return repeated((PastStop(ground=each) for each in grounds_resumed_after(participation_id, moment)), ground)


def _facts(
    standing: Standing, stops: tuple[SuspensionRecord, ...], limit: PassedLimit | None, *, case_open: bool
) -> DecisionFacts:
    return DecisionFacts(
        state=standing.state,
        running=_running(*stops) if stops else None,
        case_open=case_open,
        overdue_from=limit.due_from.value if limit else None,
        chased=bool(limit and limit.chased),
        procedure_waits=bool(limit and limit.waits),
        orders=orders_of([standing.agency_id]).get(standing.agency_id, ()),
        proposal_open=any(each.settled_at is None for each in proposals_of(standing.participation_id)),
    )


def _running(stop: SuspensionRecord, *causes: SuspensionRecord) -> RunningStop:
    mended = stop.cause_mended_at
    return RunningStop(
        ground=stop.ground,
        end_kind=stop.end_kind,
        begins_at=stop.begins_at,
        last_day=stop.last_day,
        awaits_decision=stop.awaits_decision,
        needs_improvement=stop.needs_improvement,
        is_mended=stop.improved_at is not None,
        mended_in_time=mended is not None and (stop.last_day is None or day_of(mended) <= stop.last_day),
        causes=tuple(_cause(each) for each in causes),
    )


def _cause(stop: SuspensionRecord) -> StopCause:
    return StopCause(
        ground=stop.ground,
        end_kind=stop.end_kind,
        last_day=stop.last_day,
        needs_improvement=stop.needs_improvement,
        is_mended=stop.cause_mended_at is not None,
    )
