"""Which agency enters the pages of seekers (AGY-004, AGY-010, AGY-016)."""

import pytest

from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import ParticipationState
from app.seekers.rules.entering import ground_against_entering
from app.seekers.terms.entering import ClosedWhy

SEEKERS, JOBS, NONE = frozenset({Service.SEEKER_INFO}), frozenset({Service.JOB_INFO}), frozenset()
ACTIVE = ParticipationState.ACTIVE


@pytest.mark.rule("AGY-010", "AGY-016")
@pytest.mark.parametrize(
    ("state", "running", "past", "started", "why"),
    [
        (ACTIVE, SEEKERS, NONE, True, None),
        (ACTIVE, NONE, NONE, False, ClosedWhy.NOT_YET),
        (None, NONE, NONE, False, ClosedWhy.NOT_YET),
        (ACTIVE, JOBS, SEEKERS, True, ClosedWhy.PAST_TERM),
        (ACTIVE, JOBS, NONE, True, ClosedWhy.NOT_TAKEN),
        (ParticipationState.SUSPENDED, NONE, NONE, True, ClosedWhy.SUSPENDED),
        (ParticipationState.SUSPENDED, NONE, SEEKERS, True, ClosedWhy.SUSPENDED),
        (ParticipationState.TERMINATED, NONE, NONE, True, ClosedWhy.ENDED),
        (ParticipationState.WITHDRAWN, NONE, NONE, True, ClosedWhy.ENDED),
    ],
)
def test_only_a_running_seeker_service_opens_the_door(
    state: ParticipationState | None,
    running: frozenset[Service],
    past: frozenset[Service],
    started: bool,
    why: ClosedWhy | None,
) -> None:
    assert ground_against_entering(state, running, past, started=started) is why
