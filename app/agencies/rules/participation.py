"""What a participation's state is at a moment, and which of its services run (RULES c; 2(2), 8, 16).

Read, not waited for (DESIGN 3.8): a suspension of six months ends with its last day, a seeker service closes with its
limit, whether or not a routine has run.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import (
    EndKind,
    ParticipationFacts,
    ParticipationState,
    ServiceFacts,
    SuspensionEnd,
    SuspensionFacts,
)
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of


def state_at(facts: ParticipationFacts, now: datetime) -> ParticipationState:
    """The state at `now`, which is aware; nothing but the facts and the time decides it."""
    if facts.ended_at is not None and facts.ended_at <= now:
        return ParticipationState.TERMINATED if facts.end_kind is EndKind.TERMINATED else ParticipationState.WITHDRAWN
    if facts.suspension is not None and is_suspended(facts.suspension, now):
        return ParticipationState.SUSPENDED
    return ParticipationState.ACTIVE


def is_suspended(suspension: SuspensionFacts, now: datetime) -> bool:
    """Whether a suspension holds at `now`: from its beginning to its end (AGY-074, AGY-075, AGY-084, AGY-089)."""
    end = suspension_over_at(suspension)
    return suspension.begins_at <= now and (end is None or now < end)


def suspension_over_at(suspension: SuspensionFacts) -> datetime | None:
    """The first moment a suspension holds no more; None while nothing but a decision ends it.

    Its last day is over at 24:00 (AGY-075). Where the cause had to be mended and was not by then, it lasts until the
    bureau decides (AGY-084, AGY-132); mended in time it still runs its six months (Q-42).
    """
    if suspension.ended_at is not None:
        return suspension.ended_at
    if suspension.last_day is None:
        return None
    over = at(suspension.last_day + ONE_DAY, time.min)
    if not suspension.needs_improvement:
        return over
    return over if suspension.improved_at is not None and suspension.improved_at < over else None


def awaits_decision(suspension: SuspensionFacts, now: datetime) -> bool:
    """Whether the last day is over without improvement, so that the bureau ends use or resumes it (AGY-084)."""
    return (
        suspension.last_day is not None
        and suspension_over_at(suspension) is None
        and now >= at(suspension.last_day + ONE_DAY, time.min)
    )


def is_fact_finding(suspension: SuspensionFacts) -> bool:
    """Whether it is the temporary stop while facts are checked, which hides and deletes nothing (AGY-089, Q-29)."""
    return suspension.end_kind is SuspensionEnd.UNTIL_FACTS_CONFIRMED


def services_held(services: Iterable[ServiceFacts]) -> frozenset[Service]:
    """The services of a participation that were not given up, begun or still to begin (AGY-004, Q-32)."""
    return frozenset(each.service for each in services if each.ended_on is None)


def takes_part(service: ServiceFacts, day: date) -> bool:
    """Whether a service is taken part in on a JST day, valid or not (AGY-016, Q-32)."""
    return service.from_on <= day and (service.ended_on is None or day < service.ended_on)


def is_past_term(service: ServiceFacts, day: date) -> bool:
    """Whether a service's limit has passed: it is closed from the day after (AGY-010, Q-39)."""
    return service.valid_until is not None and day > service.valid_until


def open_services(facts: ParticipationFacts, now: datetime) -> frozenset[Service]:
    """The services that run at `now`: started, not given up, not past their limit, not stopped (AGY-004, AGY-016)."""
    day = day_of(now)
    if facts.started_on > day or state_at(facts, now) is not ParticipationState.ACTIVE:
        return frozenset()
    running = (each for each in facts.services if takes_part(each, day) and not is_past_term(each, day))
    return frozenset(each.service for each in running)


def past_term_services(facts: ParticipationFacts, now: datetime) -> frozenset[Service]:
    """The services taken part in whose limit has passed at `now` (`past_term`)."""
    day = day_of(now)
    return frozenset(each.service for each in facts.services if takes_part(each, day) and is_past_term(each, day))
