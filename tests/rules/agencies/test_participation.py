"""What a participation's state is, and which services run, at each moment (RULES c)."""

from datetime import UTC, date, datetime, time

import pytest

from app.agencies.rules.participation import (
    awaits_decision,
    is_suspended,
    open_services,
    past_term_services,
    state_at,
    suspension_over_at,
)
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import (
    EndKind,
    ParticipationFacts,
    ParticipationState,
    ServiceFacts,
    SuspensionEnd,
    SuspensionFacts,
)
from app.kernel.moments import at

BOTH = frozenset(Service)
STARTED = date(2026, 4, 1)
LIMIT = date(2027, 3, 31)
SIX_MONTHS = SuspensionFacts(
    end_kind=SuspensionEnd.SIX_MONTHS, begins_at=at(date(2026, 5, 21), time.min), last_day=date(2026, 11, 20)
)
UNMENDED = SuspensionFacts(**{**vars(SIX_MONTHS), "needs_improvement": True})


def facts(**other: object) -> ParticipationFacts:
    """Active in both services since 1 April 2026, the seeker service valid to 31 March 2027."""
    services = (
        ServiceFacts(service=Service.JOB_INFO, from_on=STARTED),
        ServiceFacts(service=Service.SEEKER_INFO, from_on=STARTED, valid_until=LIMIT),
    )
    return ParticipationFacts(**{"started_on": STARTED, "services": services, **other})


def jst(day: str, hour: str = "12:00") -> datetime:
    """A moment in Japan."""
    return at(date.fromisoformat(day), time.fromisoformat(hour)).astimezone(UTC)


@pytest.mark.rule("AGY-010", "AGY-016")
@pytest.mark.parametrize(
    ("day", "hour", "running"),
    [
        ("2026-03-31", "23:59", frozenset()),
        ("2026-04-01", "00:00", BOTH),
        ("2027-03-30", "12:00", BOTH),
        ("2027-03-31", "23:59", BOTH),
        ("2027-04-01", "00:00", frozenset({Service.JOB_INFO})),
    ],
)
def test_services_run_from_the_start_to_their_limit(day: str, hour: str, running: frozenset[Service]) -> None:
    assert open_services(facts(), jst(day, hour)) == running


@pytest.mark.rule("AGY-010")
def test_past_its_limit_the_seeker_service_is_past_term_and_the_participation_active() -> None:
    after = jst("2027-04-01", "00:00")
    assert past_term_services(facts(), after) == {Service.SEEKER_INFO}
    assert state_at(facts(), after) is ParticipationState.ACTIVE


@pytest.mark.rule("AGY-004")
def test_a_suspension_stops_both_services() -> None:
    assert open_services(facts(suspension=SIX_MONTHS), jst("2026-06-01")) == frozenset()


@pytest.mark.rule("AGY-075", "AGY-083")
@pytest.mark.parametrize(
    ("day", "hour", "suspended"),
    [
        ("2026-05-20", "23:59", False),
        ("2026-05-21", "00:00", True),
        ("2026-11-20", "23:59", True),
        ("2026-11-21", "00:00", False),
    ],
)
def test_six_months_end_with_their_last_day(day: str, hour: str, suspended: bool) -> None:
    assert is_suspended(SIX_MONTHS, jst(day, hour)) is suspended


@pytest.mark.rule("AGY-084", "AGY-132")
@pytest.mark.parametrize(
    ("improved", "suspended", "waits"),
    [(None, True, True), (jst("2026-11-20", "23:59"), False, False), (jst("2026-11-21", "00:00"), True, True)],
)
def test_what_was_not_mended_in_time_waits_for_the_bureau(improved: datetime, suspended: bool, waits: bool) -> None:
    held = SuspensionFacts(**{**vars(UNMENDED), "improved_at": improved})
    after = jst("2026-11-21", "09:00")
    assert (is_suspended(held, after), awaits_decision(held, after)) == (suspended, waits)


@pytest.mark.rule("AGY-084")
def test_a_report_during_the_six_months_does_not_shorten_them() -> None:
    held = SuspensionFacts(**{**vars(UNMENDED), "improved_at": jst("2026-06-01")})
    assert suspension_over_at(held) == jst("2026-11-21", "00:00")
    assert not awaits_decision(held, jst("2026-11-20"))


@pytest.mark.rule("AGY-074", "AGY-079", "AGY-089")
@pytest.mark.parametrize(
    "end", [SuspensionEnd.UNTIL_CORRECTED, SuspensionEnd.UNTIL_FACTS_CONFIRMED, SuspensionEnd.UNTIL_COMPLIED]
)
def test_an_open_end_lasts_until_somebody_ends_it(end: SuspensionEnd) -> None:
    begins = jst("2026-05-21", "10:00")
    endless = SuspensionFacts(end_kind=end, begins_at=begins)
    assert is_suspended(endless, jst("2036-05-21"))
    ended = SuspensionFacts(end_kind=end, begins_at=begins, ended_at=jst("2026-06-01", "09:00"))
    assert is_suspended(ended, jst("2026-06-01", "08:59"))
    assert not is_suspended(ended, jst("2026-06-01", "09:00"))


@pytest.mark.rule("AGY-023", "AGY-136")
@pytest.mark.parametrize(
    ("kind", "state"),
    [(EndKind.TERMINATED, ParticipationState.TERMINATED), (EndKind.WITHDRAWN, ParticipationState.WITHDRAWN)],
)
def test_an_ended_participation_runs_no_service(kind: EndKind, state: ParticipationState) -> None:
    ended = facts(ended_at=jst("2026-06-01"), end_kind=kind, suspension=SIX_MONTHS)
    assert state_at(ended, jst("2026-06-01")) is state
    assert open_services(ended, jst("2026-06-02")) == frozenset()
    assert state_at(ended, jst("2026-05-20")) is ParticipationState.ACTIVE


@pytest.mark.rule("AGY-004")
def test_the_seeker_service_can_be_given_up_alone() -> None:
    given_up = ServiceFacts(service=Service.SEEKER_INFO, from_on=STARTED, valid_until=LIMIT, ended_on=date(2026, 7, 1))
    kept = facts(services=(ServiceFacts(service=Service.JOB_INFO, from_on=STARTED), given_up))
    assert open_services(kept, jst("2026-06-30", "23:59")) == BOTH
    assert open_services(kept, jst("2026-07-01", "00:00")) == {Service.JOB_INFO}
