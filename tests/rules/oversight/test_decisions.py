"""Ending, lifting, resuming: what may be proposed, and by whom it is approved."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.agencies.terms.participation import EndedWhy, Ground, ParticipationState, SuspensionEnd
from app.kernel.moments import JST
from app.oversight.rules.decisions import ground_against_approval, ground_against_proposal, lifted_why
from app.oversight.terms.decisions import DecisionChoice, DecisionFacts, DecisionRefusal, RunningStop
from app.oversight.terms.grounds import NOT_REPEATED, Proposal, Repeated
from app.oversight.terms.requests import Decision
from app.oversight.terms.watchers import WatchRefusal

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=JST)
BEGAN = datetime(2026, 5, 21, 0, 0, tzinfo=JST)
ACTIVE = DecisionFacts(state=ParticipationState.ACTIVE)
END = DecisionChoice(decision=Decision.TERMINATION, reason="報告がない")
LIFT = DecisionChoice(decision=Decision.LIFTING, reason="是正を確かめた", confirmed_on=date(2026, 11, 20))
RESUME = DecisionChoice(decision=Decision.RESUMPTION, reason="報告の見込みがある")
NO_REPORT = Ground.NO_REPORT
REPEATED = Repeated(proposal=Proposal.TERMINATION, clause="8(2)①")


def stopped(end_kind: SuspensionEnd, *, awaits: bool = False) -> DecisionFacts:
    """Stopped since 21 May."""
    last = date(2026, 11, 20) if end_kind is SuspensionEnd.SIX_MONTHS else None
    stop = RunningStop(ground=NO_REPORT, end_kind=end_kind, begins_at=BEGAN, last_day=last, awaits_decision=awaits)
    return DecisionFacts(state=ParticipationState.SUSPENDED, running=stop)


SIX_MONTHS = stopped(SuspensionEnd.SIX_MONTHS)
AWAITING = stopped(SuspensionEnd.SIX_MONTHS, awaits=True)
FACTS = stopped(SuspensionEnd.UNTIL_FACTS_CONFIRMED)


def refusal(choice: DecisionChoice, facts: DecisionFacts, ground: Ground = NO_REPORT, repeat: Repeated = NOT_REPEATED):
    """Why it is not proposed."""
    return ground_against_proposal(choice, ground, repeat, facts, NOW)


@pytest.mark.rule("AGY-084", "AGY-132")
@pytest.mark.parametrize(
    ("choice", "facts", "refused"),
    [
        (END, AWAITING, None),
        (RESUME, AWAITING, None),
        (LIFT, AWAITING, DecisionRefusal.AWAITED),
        (END, SIX_MONTHS, DecisionRefusal.NO_END_ON_GROUND),
        (RESUME, SIX_MONTHS, DecisionRefusal.NOT_AWAITED),
        (LIFT, SIX_MONTHS, DecisionRefusal.FIXED_PERIOD),
    ],
)
def test_six_months_unmended_wait_for_the_bureau_and_before_that_run_on(choice, facts, refused) -> None:
    assert refusal(choice, facts) is refused


@pytest.mark.rule("AGY-084")
def test_an_unmended_stop_ends_use_on_its_own_ground_only() -> None:
    assert refusal(END, AWAITING, Ground.LICENCE_LAPSED) is DecisionRefusal.NO_END_ON_GROUND


@pytest.mark.rule("AGY-076", "AGY-080")
@pytest.mark.parametrize(
    ("repeat", "refused"),
    [(REPEATED, None), (NOT_REPEATED, DecisionRefusal.NO_END_ON_GROUND)],
)
def test_a_repeat_ends_use_and_a_first_breach_does_not(repeat, refused) -> None:
    assert refusal(END, ACTIVE, Ground.JOB_INFO_MISUSE, repeat) is refused


@pytest.mark.rule("AGY-085", "AGY-087", "AGY-088")
@pytest.mark.parametrize("ground", [Ground.UNFAIR_ACQUISITION, Ground.OTHER_MALICIOUS, Ground.GUIDANCE])
def test_the_malicious_and_8_3_end_use_at_once(ground) -> None:
    assert refusal(END, ACTIVE, ground) is None


@pytest.mark.rule("AGY-074", "AGY-079", "AGY-086")
@pytest.mark.parametrize(
    ("confirmed", "refused"),
    [
        (None, DecisionRefusal.NOT_CONFIRMED),
        (date(2026, 5, 20), DecisionRefusal.CONFIRMED_BEFORE_STOP),
        (date(2026, 5, 21), None),
        (date(2026, 11, 21), None),
        (date(2026, 11, 22), DecisionRefusal.CONFIRMED_IN_FUTURE),
    ],
)
def test_until_corrected_ends_with_the_day_of_the_confirmed_correction(confirmed, refused) -> None:
    facts = stopped(SuspensionEnd.UNTIL_CORRECTED)
    assert refusal(replace(LIFT, confirmed_on=confirmed), facts, Ground.OTHER_BREACH) is refused


@pytest.mark.rule("AGY-089")
@pytest.mark.parametrize(
    ("choice", "refused"),
    [
        (LIFT, None),
        (replace(LIFT, confirmed_on=None), DecisionRefusal.NOT_CONFIRMED),
        (END, DecisionRefusal.FACTS_NOT_CONFIRMED),
        (replace(END, confirmed_on=date(2026, 11, 21)), None),
        (replace(END, confirmed_on=date(2026, 11, 22)), DecisionRefusal.CONFIRMED_IN_FUTURE),
    ],
)
def test_fact_finding_ends_with_the_day_of_the_confirmed_facts(choice, refused) -> None:
    assert refusal(choice, FACTS, Ground.OTHER_MALICIOUS) is refused


@pytest.mark.parametrize("choice", [LIFT, RESUME])
def test_nothing_is_lifted_where_nothing_is_stopped(choice) -> None:
    assert refusal(choice, ACTIVE) is DecisionRefusal.NOT_STOPPED


@pytest.mark.parametrize(
    "facts",
    [replace(ACTIVE, state=state) for state in (None, ParticipationState.TERMINATED, ParticipationState.WITHDRAWN)],
)
def test_who_takes_no_part_is_not_decided_on(facts) -> None:
    assert refusal(END, facts, Ground.TERMS) is DecisionRefusal.NOT_TAKING_PART


def test_one_proposal_at_a_time_and_none_without_a_reason() -> None:
    open_one = replace(ACTIVE, proposal_open=True)
    assert refusal(END, open_one, Ground.TERMS) is DecisionRefusal.PROPOSED_ALREADY
    assert refusal(replace(END, reason="　"), ACTIVE, Ground.TERMS) is DecisionRefusal.NO_REASON


@pytest.mark.parametrize(
    ("settled", "account_id", "unchanged", "refused"),
    [
        (False, 2, True, None),
        (False, 1, True, WatchRefusal.SAME_PERSON),
        (True, 2, True, DecisionRefusal.ALREADY_SETTLED),
        (False, 2, False, DecisionRefusal.CHANGED_SINCE),
    ],
)
def test_another_person_approves_what_still_stands(settled, account_id, unchanged, refused) -> None:
    assert ground_against_approval(1, settled, account_id, unchanged=unchanged) is refused


@pytest.mark.rule("AGY-074", "AGY-089", "AGY-132")
@pytest.mark.parametrize(
    ("end_kind", "why"),
    [
        (SuspensionEnd.UNTIL_CORRECTED, EndedWhy.CORRECTED),
        (SuspensionEnd.UNTIL_FACTS_CONFIRMED, EndedWhy.LIFTED),
        (SuspensionEnd.UNTIL_COMPLIED, EndedWhy.COMPLIED),
        (SuspensionEnd.AS_DECIDED, EndedWhy.LIFTED),
        (SuspensionEnd.SIX_MONTHS, EndedWhy.RESUMED),
    ],
)
def test_how_a_stop_ended_follows_from_what_it_waited_for(end_kind, why) -> None:
    assert lifted_why(end_kind) is why
