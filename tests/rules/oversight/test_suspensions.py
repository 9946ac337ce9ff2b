"""Planning a stop: its days, and when it is not decided."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.agencies.terms.participation import Ground, ParticipationState, SuspensionEnd
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import JST
from app.oversight.rules.suspensions import ground_against_suspension, suspension_plan
from app.oversight.terms.decisions import (
    Begins,
    DecisionFacts,
    DecisionRefusal,
    RunningStop,
    SuspensionChoice,
    SuspensionPlan,
)

CALENDAR = Calendar(seed_holidays())
TEN = datetime(2026, 6, 4, 10, 0, tzinfo=JST)
CHOICE = SuspensionChoice(begins=Begins.MIDNIGHT, reason="求人情報を第三者に渡した")
ACTIVE = DecisionFacts(state=ParticipationState.ACTIVE)


def planned(ground: Ground, choice: SuspensionChoice = CHOICE, now: datetime = TEN) -> SuspensionPlan:
    """The plan, which must be one."""
    plan = suspension_plan(ground, choice, CALENDAR, now)
    assert isinstance(plan, SuspensionPlan)
    return plan


def refusal(ground: Ground, choice: SuspensionChoice = CHOICE, facts: DecisionFacts = ACTIVE, now: datetime = TEN):
    """Why it is not decided."""
    return ground_against_suspension(planned(ground, choice, now), choice, facts, now)


def running(end_kind: SuspensionEnd, last_day: date | None = None, *, awaits: bool = False) -> DecisionFacts:
    """Stopped since the first of June."""
    began = datetime(2026, 6, 1, 0, 0, tzinfo=JST)
    stop = RunningStop(
        ground=Ground.OTHER_BREACH, end_kind=end_kind, begins_at=began, last_day=last_day, awaits_decision=awaits
    )
    return DecisionFacts(state=ParticipationState.SUSPENDED, running=stop)


@pytest.mark.rule("AGY-075", "AGY-077")
@pytest.mark.parametrize("ground", [Ground.JOB_INFO_MISUSE, Ground.ADVERTISING])
@pytest.mark.parametrize(
    ("begins", "first", "last"),
    [
        (Begins.MIDNIGHT, date(2026, 6, 4), date(2026, 12, 3)),
        (Begins.NOW, date(2026, 6, 5), date(2026, 12, 4)),
    ],
)
def test_six_months_are_counted_from_midnight_or_from_the_next_day(ground, begins, first, last) -> None:
    plan = planned(ground, replace(CHOICE, begins=begins))
    assert (plan.first_day, plan.last_day) == (first, last)
    assert plan.steps


@pytest.mark.rule("AGY-074", "AGY-079", "AGY-086")
@pytest.mark.parametrize("ground", [Ground.ORDER, Ground.EXCESSIVE_SALES, Ground.OTHER_BREACH])
def test_until_corrected_has_no_last_day_and_none_can_be_set(ground) -> None:
    assert planned(ground).last_day is None
    own = replace(CHOICE, last_day=date(2026, 7, 1))
    assert refusal(ground, own) is DecisionRefusal.LAST_DAY_NOT_YOURS


@pytest.mark.rule("AGY-088")
@pytest.mark.parametrize(
    ("last", "refused"),
    [
        (None, None),
        (date(2026, 6, 3), DecisionRefusal.LAST_DAY_OVER),
        (date(2026, 6, 4), None),
        (date(2026, 6, 5), None),
    ],
)
def test_by_8_3_the_officer_sets_an_end_or_none(last, refused) -> None:
    own = replace(CHOICE, last_day=last)
    assert refusal(Ground.GUIDANCE, own) is refused
    assert planned(Ground.GUIDANCE, own).last_day == last


@pytest.mark.rule("AGY-085", "AGY-087")
@pytest.mark.parametrize("ground", [Ground.UNFAIR_ACQUISITION, Ground.OTHER_MALICIOUS])
def test_the_highly_malicious_is_not_stopped_but_ended(ground) -> None:
    assert suspension_plan(ground, CHOICE, CALENDAR, TEN) is DecisionRefusal.NO_STOP_ON_GROUND


@pytest.mark.rule("AGY-083", "AGY-131")
@pytest.mark.parametrize(
    ("day", "refused", "last"),
    [
        (20, DecisionRefusal.NOT_OVERDUE, None),
        (21, None, date(2026, 11, 20)),
        (22, None, date(2026, 11, 20)),
    ],
)
def test_a_missing_report_stops_use_once_the_month_is_over(day, refused, last) -> None:
    now = datetime(2026, 5, day, 9, 0, tzinfo=JST)
    facts = replace(ACTIVE, overdue_from=date(2026, 5, 21), chased=True)
    assert refusal(Ground.NO_REPORT, facts=facts, now=now) is refused
    if last:
        assert planned(Ground.NO_REPORT, now=now).last_day == last


@pytest.mark.rule("AGY-130")
def test_a_missing_report_stops_use_only_after_it_was_asked_for() -> None:
    facts = replace(ACTIVE, overdue_from=date(2026, 5, 21))
    assert refusal(Ground.NO_REPORT, facts=facts) is DecisionRefusal.NOT_CHASED
    assert refusal(Ground.LICENCE_LAPSED, facts=facts) is None


@pytest.mark.rule("AGY-083")
def test_who_is_not_overdue_is_not_stopped_for_it() -> None:
    assert refusal(Ground.SERVICE_LAPSED) is DecisionRefusal.NOT_OVERDUE


@pytest.mark.rule("AGY-089")
@pytest.mark.parametrize(
    ("confirmed", "refused"),
    [
        (None, DecisionRefusal.FACTS_NOT_CONFIRMED),
        (date(2026, 5, 31), DecisionRefusal.CONFIRMED_BEFORE_STOP),
        (date(2026, 6, 1), None),
        (date(2026, 6, 4), None),
        (date(2026, 6, 5), DecisionRefusal.CONFIRMED_IN_FUTURE),
    ],
)
def test_fact_finding_gives_way_to_a_stop_once_the_facts_are_confirmed(confirmed, refused) -> None:
    facts = running(SuspensionEnd.UNTIL_FACTS_CONFIRMED)
    assert refusal(Ground.JOB_INFO_MISUSE, replace(CHOICE, facts_confirmed_on=confirmed), facts) is refused


@pytest.mark.rule("AGY-074", "AGY-084")
@pytest.mark.parametrize(
    ("ground", "facts", "refused"),
    [
        (Ground.ORDER, running(SuspensionEnd.SIX_MONTHS, date(2026, 12, 1)), None),
        (Ground.JOB_INFO_MISUSE, running(SuspensionEnd.SIX_MONTHS, date(2026, 12, 2)), None),
        (
            Ground.JOB_INFO_MISUSE,
            running(SuspensionEnd.SIX_MONTHS, date(2026, 12, 3)),
            DecisionRefusal.STOPPED_LONGER,
        ),
        (Ground.JOB_INFO_MISUSE, running(SuspensionEnd.UNTIL_CORRECTED), DecisionRefusal.STOPPED_LONGER),
        (
            Ground.ORDER,
            running(SuspensionEnd.SIX_MONTHS, date(2026, 6, 2), awaits=True),
            DecisionRefusal.STOPPED_LONGER,
        ),
        (Ground.FACT_FINDING, running(SuspensionEnd.UNTIL_FACTS_CONFIRMED), DecisionRefusal.STOPPED_LONGER),
    ],
)
def test_a_stop_gives_way_only_to_one_that_lasts_longer(ground, facts, refused) -> None:
    assert refusal(ground, facts=facts) is refused


@pytest.mark.rule("AGY-018")
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        (replace(ACTIVE, state=None), DecisionRefusal.NOT_TAKING_PART),
        (replace(ACTIVE, state=ParticipationState.TERMINATED), DecisionRefusal.NOT_TAKING_PART),
        (replace(ACTIVE, state=ParticipationState.WITHDRAWN), DecisionRefusal.NOT_TAKING_PART),
        (replace(ACTIVE, case_open=False), DecisionRefusal.CASE_CLOSED),
    ],
)
def test_only_who_takes_part_is_stopped_and_under_an_open_case(facts, refused) -> None:
    assert refusal(Ground.TERMS, facts=facts) is refused


def test_no_stop_without_a_reason() -> None:
    assert refusal(Ground.TERMS, replace(CHOICE, reason=" ")) is DecisionRefusal.NO_REASON
