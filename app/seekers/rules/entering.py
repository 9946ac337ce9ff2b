"""Which agency enters the pages of seekers (AGY-004, AGY-010, AGY-016)."""

from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import ParticipationState
from app.seekers.terms.entering import ClosedWhy

SEEKERS = Service.SEEKER_INFO


def ground_against_entering(
    state: ParticipationState | None, open_services: frozenset[Service], past_term: frozenset[Service], *, started: bool
) -> ClosedWhy | None:
    """Why an agency does not enter: not started (AGY-016), stopped, over, past the limit (AGY-010), never taken."""
    if SEEKERS in open_services:
        return None
    if state is None or not started:
        return ClosedWhy.NOT_YET
    if state is ParticipationState.SUSPENDED:
        return ClosedWhy.SUSPENDED
    if state is not ParticipationState.ACTIVE:
        return ClosedWhy.ENDED
    return ClosedWhy.PAST_TERM if SEEKERS in past_term else ClosedWhy.NOT_TAKEN
