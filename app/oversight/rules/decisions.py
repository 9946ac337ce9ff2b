"""Ending, lifting and resuming: what may be proposed, by whom it may be approved (8, 19; SECURITY T6)."""

from datetime import datetime

from app.agencies.terms.participation import EndedWhy, Ground, ParticipationState, SuspensionEnd
from app.kernel.moments import day_of
from app.oversight.rules.grounds import terminating_clause
from app.oversight.rules.suspensions import ground_against_confirmed_day
from app.oversight.terms.decisions import DecisionChoice, DecisionFacts, DecisionRefusal, RunningStop
from app.oversight.terms.grounds import Proposal
from app.oversight.terms.requests import Decision
from app.oversight.terms.watchers import WatchRefusal

LIFTED_WHY = {
    SuspensionEnd.UNTIL_CORRECTED: EndedWhy.CORRECTED,
    SuspensionEnd.UNTIL_FACTS_CONFIRMED: EndedWhy.FACTS_CONFIRMED,
    SuspensionEnd.UNTIL_COMPLIED: EndedWhy.COMPLIED,
    SuspensionEnd.AS_DECIDED: EndedWhy.LIFTED,
    SuspensionEnd.SIX_MONTHS: EndedWhy.RESUMED,
}
"""What a lifted stop ended with."""

OVER = frozenset({ParticipationState.TERMINATED, ParticipationState.WITHDRAWN})


def ground_against_proposal(
    choice: DecisionChoice, ground: Ground, repeat: Proposal, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why an end of use, a lifting or a resumption is not proposed."""
    if facts.state is None or facts.state in OVER:
        return DecisionRefusal.NOT_TAKING_PART
    if facts.proposal_open:
        return DecisionRefusal.PROPOSED_ALREADY
    return ground_against_deciding_now(choice, ground, repeat, facts, now)


def ground_against_deciding_now(
    choice: DecisionChoice, ground: Ground, repeat: Proposal, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why it may not be decided as things stand; asked again when the second person approves."""
    if facts.state is None or facts.state in OVER:
        return DecisionRefusal.NOT_TAKING_PART
    if not choice.reason.strip():
        return DecisionRefusal.NO_REASON
    if choice.decision is Decision.TERMINATION:
        return _against_termination(choice, ground, repeat, facts, now)
    if facts.running is None:
        return DecisionRefusal.NOT_STOPPED
    if choice.decision is Decision.RESUMPTION:
        return None if facts.running.awaits_decision else DecisionRefusal.NOT_AWAITED
    return _against_lifting(choice, facts.running, now)


def _against_termination(
    choice: DecisionChoice, ground: Ground, repeat: Proposal, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Use is ended only on a ground that allows it (AGY-076, AGY-080, AGY-084).

    Facts being checked are confirmed first (AGY-089).
    """
    if terminating_clause_of(ground, repeat, facts) is None:
        return DecisionRefusal.NO_END_ON_GROUND
    if facts.running is None or facts.running.end_kind is not SuspensionEnd.UNTIL_FACTS_CONFIRMED:
        return None
    if choice.confirmed_on is None:
        return DecisionRefusal.FACTS_NOT_CONFIRMED
    return ground_against_confirmed_day(choice.confirmed_on, facts.running.begins_at, now)


def terminating_clause_of(ground: Ground, repeat: Proposal, facts: DecisionFacts) -> str | None:
    """Under which clause use may be ended as things stand; None where it may not (AGY-076, AGY-080, AGY-084).

    Unmended is a stop on this very ground whose time is over.
    """
    stop = facts.running
    unmended = stop is not None and stop.awaits_decision and stop.ground is ground
    return terminating_clause(ground, repeat, unmended=unmended)


def _against_lifting(choice: DecisionChoice, running: RunningStop, now: datetime) -> DecisionRefusal | None:
    """Six months run their time (Q-42); every other stop ends once what it waits for was confirmed on a day.

    AGY-074, AGY-079, AGY-086: the correction; AGY-089: the facts; 14: that the measure was taken. Six months that such
    a stop took the place of are served to their last day all the same (AGY-075, AGY-083).
    """
    if running.end_kind is SuspensionEnd.SIX_MONTHS:
        return DecisionRefusal.AWAITED if running.awaits_decision else DecisionRefusal.FIXED_PERIOD
    if choice.confirmed_on is None:
        return DecisionRefusal.NOT_CONFIRMED
    if running.fixed_until is not None and day_of(now) <= running.fixed_until:
        return DecisionRefusal.FIXED_PERIOD
    return ground_against_confirmed_day(choice.confirmed_on, running.begins_at, now)


def ground_against_approval(
    proposed_by: int, settled: bool, account_id: int, *, same_stop: bool
) -> DecisionRefusal | WatchRefusal | None:
    """Why somebody is not the second person of a proposal: settled, his own, or the stop is another now (T6)."""
    if settled:
        return DecisionRefusal.ALREADY_SETTLED
    if proposed_by == account_id:
        return WatchRefusal.SAME_PERSON
    return None if same_stop else DecisionRefusal.CHANGED_SINCE


def lifted_why(end_kind: SuspensionEnd) -> EndedWhy:
    """What a stop ended with when it was lifted or use was resumed."""
    return LIFTED_WHY[end_kind]
