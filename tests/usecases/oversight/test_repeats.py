"""What came again after use was resumed ends it, by one clause that everybody is told (8(2)①-④, 8(3))."""

import pytest

from app.agencies.effects.processing import improve
from app.agencies.terms.participation import Ground, ParticipationState
from app.db import db
from app.oversight.models.cases import DecisionProposal
from app.oversight.terms.decisions import DecisionChoice, DecisionRefusal
from app.oversight.terms.requests import Decision
from app.oversight.usecases.decisions import approve_decision, propose_lifting, propose_termination
from tests import watched

END = DecisionChoice(decision=Decision.TERMINATION, reason="繰り返した")
FALSE, PASSED_ON = Ground.FALSE_REPORT, Ground.QUALIFICATIONS_PASSED_ON


def lifted(agency_id: int, by, second, clock, decision: Decision = Decision.LIFTING) -> None:
    """Two people let use go on."""
    choice = DecisionChoice(decision=decision, reason="確かめた", confirmed_on=clock.now().date())
    proposal = propose_lifting(agency_id, choice, by=by, now=clock.now())
    assert approve_decision(proposal, by=second, now=clock.now()) is decision


@pytest.mark.rule("AGY-076", "AGY-078", "AGY-080")
@pytest.mark.parametrize(
    ("before", "again", "clause"),
    [
        (Ground.JOB_INFO_MISUSE, Ground.OTHER_BREACH, "8(2)①"),
        (Ground.EXCESSIVE_SALES, Ground.ADVERTISING, "8(2)③"),
        (Ground.ADVERTISING, Ground.ADVERTISING, "8(3)"),
        (FALSE, FALSE, "8(2)④a"),
        (Ground.OTHER_BREACH, FALSE, "8(2)④b"),
    ],
)
def test_the_end_is_proposed_and_told_by_the_clause_that_gives_it(
    clock, outbox, agency_id, mori, hayashi, before, again, clause
) -> None:
    watched.stop(agency_id, before, mori, clock.now())
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    db.write(improve)(participation_id, before, clock.now())
    if before in (Ground.EXCESSIVE_SALES, Ground.OTHER_BREACH):
        lifted(agency_id, mori, hayashi, clock)
    clock.set("2026-12-07T10:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
    number = watched.opened(agency_id, again, mori, clock.now())
    proposal = propose_termination(number, END, by=mori, now=clock.now())
    assert db.session.scalars(db.select(DecisionProposal.clause).order_by(DecisionProposal.id.desc())).first() == clause
    db.session.rollback()
    assert approve_decision(proposal, by=hayashi, now=clock.now()) is Decision.TERMINATION
    assert f"利用規約　{clause}" in outbox.posted("M-AGY-35")[-1].body


@pytest.mark.rule("AGY-076", "AGY-080")
def test_the_breach_that_was_stopped_for_repeats_nothing_once_use_goes_on(clock, agency_id, mori) -> None:
    number = watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    during = watched.opened(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    clock.set("2026-12-07T10:00:00+09:00")
    for each in (number, during):
        assert propose_termination(each, END, by=mori, now=clock.now()) is DecisionRefusal.NO_END_ON_GROUND


@pytest.mark.rule("AGY-076", "AGY-080")
def test_a_stop_of_an_older_chain_counts_while_a_new_one_holds(clock, agency_id, mori, hayashi) -> None:
    watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    watched.stop(agency_id, Ground.ORDER, mori, clock.now())
    clock.set("2026-12-07T10:00:00+09:00")
    lifted(agency_id, mori, hayashi, clock)
    clock.advance(days=1)
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, mori, clock.now())
    number = watched.opened(agency_id, Ground.OTHER_BREACH, mori, clock.now())
    assert isinstance(propose_termination(number, END, by=mori, now=clock.now()), int)


@pytest.mark.rule("AGY-084", "AGY-085")
def test_what_was_proposed_as_unmended_is_not_ended_as_malicious(clock, agency_id, mori, hayashi) -> None:
    number = watched.stop(agency_id, FALSE, mori, clock.now())
    watched.stop(agency_id, Ground.ORDER, mori, clock.now())
    clock.set("2026-12-07T10:00:00+09:00")
    proposal = propose_termination(number, END, by=mori, now=clock.now())
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    db.write(improve)(participation_id, FALSE, clock.now())
    refused = approve_decision(proposal, by=hayashi, now=clock.now())
    assert refused is DecisionRefusal.CHANGED_SINCE


@pytest.mark.rule("AGY-084", "AGY-089")
def test_a_cause_let_go_by_a_resumption_keeps_no_later_stop_open(clock, agency_id, mori, hayashi) -> None:
    watched.stop(agency_id, FALSE, mori, clock.now())
    watched.stop(agency_id, Ground.FACT_FINDING, mori, clock.now())
    clock.set("2026-12-07T10:00:00+09:00")
    lifted(agency_id, mori, hayashi, clock, Decision.RESUMPTION)
    watched.stop(agency_id, PASSED_ON, mori, clock.now())
    participation_id = watched.standing(agency_id, clock.now()).participation_id
    db.write(improve)(participation_id, PASSED_ON, clock.now())
    clock.set("2027-06-04T23:59:59+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.SUSPENDED
    clock.set("2027-06-05T00:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
