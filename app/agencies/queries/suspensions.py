"""Reading the stops of a participation: which holds, which are over, which wait for the bureau."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, func, select

from app.agencies.models.participation import Suspension
from app.agencies.queries.participation import suspension_facts
from app.agencies.rules.participation import awaits_decision, is_suspended, suspension_over_at
from app.agencies.terms.participation import EndedWhy, Ground, SuspensionEnd
from app.db import db

GIVEN_WAY = frozenset({EndedWhy.REPLACED, EndedWhy.FACTS_CONFIRMED})
"""Another stop followed at once; a fact-finding after which use went on was lifted (AGY-089)."""

WITHOUT_RESUMPTION = frozenset({EndedWhy.TERMINATED, EndedWhy.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class SuspensionRecord:
    """A stop as pages tell it; `over_at` is when it ended or will end by itself, None while only a decision ends it.

    `holds`, `awaits_decision` and `is_over` are of the moment it was read at.
    """

    id: int
    number: str
    ground: Ground
    end_kind: SuspensionEnd
    begins_at: datetime
    first_day: date
    last_day: date | None
    needs_improvement: bool
    cause_mended_at: datetime | None
    improved_at: datetime | None
    ended_why: EndedWhy | None
    over_at: datetime | None
    holds: bool
    awaits_decision: bool
    is_over: bool
    reason: str


def suspensions_of(participation_id: int, now: datetime) -> tuple[SuspensionRecord, ...]:
    """Every stop of a participation, the oldest first."""
    return suspensions_of_each([participation_id], now)[participation_id]


def suspensions_of_each(participation_ids: Iterable[int], now: datetime) -> dict[int, tuple[SuspensionRecord, ...]]:
    """The same of many participations, in one statement."""
    found: dict[int, list[SuspensionRecord]] = {each: [] for each in participation_ids}
    rows = select(Suspension).where(Suspension.participation_id.in_(tuple(found))).order_by(Suspension.id)
    for row in db.session.scalars(rows):
        found[row.participation_id].append(_record(row, now))
    return {each: tuple(records) for each, records in found.items()}


def holding_suspension(participation_id: int, now: datetime) -> SuspensionRecord | None:
    """The stop that holds at `now`."""
    return next((each for each in suspensions_of(participation_id, now) if each.holds), None)


def holding_suspensions(participation_id: int, now: datetime) -> tuple[SuspensionRecord, ...]:
    """The stop that holds at `now`, then those it took the place of, the oldest first: each gave way at once."""
    return holding_among(suspensions_of(participation_id, now))


def holding_among(records: Sequence[SuspensionRecord]) -> tuple[SuspensionRecord, ...]:
    """The same among every stop of a participation, the oldest first."""
    chain = next((each for each in chains_among(records) if each[-1].holds), None)
    if chain is None:
        return ()
    return (chain[-1], *(each for each in chain[:-1] if each.ended_why is EndedWhy.REPLACED))


def chains_among(records: Iterable[SuspensionRecord]) -> list[tuple[SuspensionRecord, ...]]:
    """Stops, the oldest first, as those that followed each other without use between them."""
    chains: list[tuple[SuspensionRecord, ...]] = []
    for each in records:
        if chains and chains[-1][-1].ended_why in GIVEN_WAY:
            chains[-1] = (*chains[-1], each)
        else:
            chains.append((each,))
    return chains


def unmended_stops(participation_id: int) -> Select[tuple[Suspension]]:
    """The running stop and those it took the place of that wait for a cause to be mended, the oldest first."""
    mine = select(Suspension).where(Suspension.participation_id == participation_id)
    ended = select(func.max(Suspension.id)).where(
        Suspension.participation_id == participation_id, Suspension.ended_why.not_in(GIVEN_WAY)
    )
    running = exists().where(Suspension.participation_id == participation_id, Suspension.ended_at.is_(None))
    since = mine.where(running, Suspension.id > func.coalesce(ended.scalar_subquery(), 0))
    return since.where(Suspension.needs_improvement, Suspension.improved_at.is_(None)).order_by(Suspension.id)


def grounds_resumed_after(participation_id: int, moment: datetime) -> tuple[Ground, ...]:
    """The grounds of stops after which use had gone on again by a moment, the oldest first (AGY-076, AGY-080, AGY-084).

    One that another took the place of counts once that is over too.
    """
    chains = chains_among(suspensions_of(participation_id, moment))
    resumed = (chain for chain in chains if chain[-1].is_over and chain[-1].ended_why not in WITHOUT_RESUMPTION)
    return tuple(each.ground for chain in resumed for each in chain)


def _record(row: Suspension, now: datetime) -> SuspensionRecord:
    facts = suspension_facts(row)
    over = suspension_over_at(facts)
    return SuspensionRecord(
        id=row.id,
        number=row.number,
        ground=Ground(row.ground),
        end_kind=SuspensionEnd(row.end_kind),
        begins_at=row.begins_at,
        first_day=row.first_day,
        last_day=row.last_day,
        needs_improvement=row.needs_improvement,
        cause_mended_at=row.cause_mended_at,
        improved_at=row.improved_at,
        ended_why=EndedWhy(row.ended_why) if row.ended_why else None,
        over_at=over,
        holds=is_suspended(facts, now),
        awaits_decision=awaits_decision(facts, now),
        is_over=over is not None and over <= now,
        reason=row.reason,
    )
