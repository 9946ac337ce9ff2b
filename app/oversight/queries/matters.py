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
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.oversight.queries.cases import proposals_of
from app.oversight.queries.overdue import PassedLimit, find_passed_limit
from app.oversight.rules.grounds import OVERDUE, repeat_proposal
from app.oversight.terms.decisions import DecisionFacts, RunningStop
from app.oversight.terms.grounds import PastStop, Proposal
from app.oversight.terms.liftings import StopCause


@dataclass(frozen=True, kw_only=True)
class Matter:
    """An agency that takes or took part, the ground in question, and the facts a decision rests on."""

    standing: Standing
    participation_id: int
    ground: Ground
    stop: SuspensionRecord | None
    facts: DecisionFacts
    repeat: Proposal

    @property
    def stop_id(self) -> int | None:
        """The stop that holds."""
        return self.stop.id if self.stop else None


def find_matter(
    agency_id: int, ground: Ground | None, calendar: Calendar, now: datetime, *, case_open: bool = True
) -> Matter | None:
    """The matter of an agency; without a ground that of the stop that holds. None where there is none to decide on."""
    standing = find_standing(agency_id, now)
    if standing is None or standing.participation_id is None:
        return None
    stops = holding_suspensions(standing.participation_id, now)
    stop = stops[0] if stops else None
    ground = ground or (stop.ground if stop else None)
    if ground is None:
        return None
    limit = find_passed_limit(standing, ground, calendar, now) if ground in OVERDUE else None
    past = grounds_resumed_after(standing.participation_id, now)
    return Matter(
        standing=standing,
        participation_id=standing.participation_id,
        ground=ground,
        stop=stop,
        facts=_facts(standing, stops, limit, case_open=case_open),
        repeat=repeat_proposal((PastStop(ground=each) for each in past), ground),
    )


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
