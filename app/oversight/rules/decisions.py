"""Ending, lifting and resuming: what may be proposed, by whom it may be approved (8, 19; SECURITY T6)."""

from datetime import datetime

from app.agencies.terms.participation import EndedWhy, Ground, ParticipationState, SuspensionEnd
from app.kernel.moments import day_of
from app.oversight.rules.grounds import GROUNDS, terminating_clause
from app.oversight.rules.liftings import (
    confirmed_by_orders,
    ends_unmended,
    let_go,
    open_orders,
    uncorrected_orders,
    unmended,
    unserved,
)
from app.oversight.rules.suspensions import ground_against_confirmed_day
from app.oversight.rules.watchers import ground_against_deciding
from app.oversight.terms.decisions import DecisionChoice, DecisionFacts, DecisionRefusal, RunningStop
from app.oversight.terms.grounds import Repeated
from app.oversight.terms.requests import Decision
from app.oversight.terms.watchers import Watcher, WatchRefusal

LIFTED_WHY = {
    SuspensionEnd.UNTIL_CORRECTED: EndedWhy.CORRECTED,
    SuspensionEnd.UNTIL_FACTS_CONFIRMED: EndedWhy.LIFTED,
    SuspensionEnd.UNTIL_COMPLIED: EndedWhy.COMPLIED,
    SuspensionEnd.AS_DECIDED: EndedWhy.LIFTED,
    SuspensionEnd.SIX_MONTHS: EndedWhy.RESUMED,
}
"""What a lifted stop ended with."""

OVER = frozenset({ParticipationState.TERMINATED, ParticipationState.WITHDRAWN})


def ground_against_proposal(
    choice: DecisionChoice, ground: Ground, repeat: Repeated, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why an end of use, a lifting or a resumption is not proposed."""
    if facts.state is None or facts.state in OVER:
        return DecisionRefusal.NOT_TAKING_PART
    if facts.proposal_open:
        return DecisionRefusal.PROPOSED_ALREADY
    return ground_against_deciding_now(choice, ground, repeat, facts, now)


def ground_against_deciding_now(
    choice: DecisionChoice, ground: Ground, repeat: Repeated, facts: DecisionFacts, now: datetime
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
    return _against_going_on(choice, facts.running, now) or _against_what_is_open(choice, facts.running, facts, now)


def _against_termination(
    choice: DecisionChoice, ground: Ground, repeat: Repeated, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Use is ended only on a ground that allows it (AGY-076, AGY-080, AGY-084).

    Facts being checked are confirmed first (AGY-089).
    """
    if terminating_clause_of(ground, repeat, facts, now) is None:
        return DecisionRefusal.NO_END_ON_GROUND
    if facts.running is None or facts.running.end_kind is not SuspensionEnd.UNTIL_FACTS_CONFIRMED:
        return None
    if choice.confirmed_on is None:
        return DecisionRefusal.FACTS_NOT_CONFIRMED
    return ground_against_confirmed_day(choice.confirmed_on, facts.running.begins_at, now)


def terminating_clause_of(ground: Ground, repeat: Repeated, facts: DecisionFacts, now: datetime) -> str | None:
    """Under which clause use may be ended as things stand; None where it may not (AGY-076, AGY-080, AGY-084).

    Unmended is a stop on this very ground whose time is over.
    """
    return terminating_clause(ground, repeat, unmended=ends_unmended(ground, facts, day_of(now)))


def _against_going_on(choice: DecisionChoice, running: RunningStop, now: datetime) -> DecisionRefusal | None:
    """Use goes on once every stop of the chain has what it needs (AGY-074, AGY-075, AGY-079, AGY-084, AGY-086).

    Six months run their time (Q-42), one that another stop took the place of too. Where a cause was not mended, use is
    lifted no more but resumed, by a decision that says why. AGY-089: the facts; 14: that the measure was taken.
    """
    resumes = choice.decision is Decision.RESUMPTION
    if unserved(running.causes, day_of(now)):
        return DecisionRefusal.FIXED_PERIOD
    if running.end_kind is SuspensionEnd.SIX_MONTHS:
        if not running.awaits_decision:
            return DecisionRefusal.NOT_AWAITED if resumes else DecisionRefusal.FIXED_PERIOD
        return None if resumes else DecisionRefusal.AWAITED
    if resumes and not (running.awaits_decision or any(each.needs_improvement for each in running.causes)):
        return DecisionRefusal.NOT_AWAITED
    return DecisionRefusal.CAUSE_UNMENDED if not resumes and unmended(running.causes) else None


def _against_what_is_open(
    choice: DecisionChoice, running: RunningStop, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why use does not go on for what nobody confirmed: an order under the Act, or what the stop waits for (AGY-074).

    Whatever the stop rests on and whoever lifts it, an order that is not corrected holds it.
    """
    if uncorrected_orders(running.ground, facts.orders):
        return DecisionRefusal.ORDER_UNCORRECTED
    return None if running.awaits_decision else _against_confirmation(choice, running, facts, now)


def _against_confirmation(
    choice: DecisionChoice, running: RunningStop, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why the day on which it was confirmed does not do; the orders' own day stands as it was entered (AGY-006)."""
    if choice.confirmed_on is None:
        return DecisionRefusal.NOT_CONFIRMED
    if choice.confirmed_on == confirmed_by_orders(running.ground, facts.orders):
        return None
    if running.ground is Ground.ORDER:
        latest = max((each.from_on for each in open_orders(facts.orders)), default=choice.confirmed_on)
        if choice.confirmed_on < latest:
            return DecisionRefusal.CONFIRMED_BEFORE_ORDER
    return ground_against_confirmed_day(choice.confirmed_on, running.begins_at, now)


def ground_against_letting_go(
    watcher: Watcher, bureau_id: int, choice: DecisionChoice, facts: DecisionFacts, now: datetime
) -> DecisionRefusal | None:
    """Why use does not go on by this watcher though the stop that holds is his: it took the place of another's.

    Operations, say, let go what they stopped (14), not what the bureau still stops or has to decide (AGY-084, AGY-114).
    """
    grounds = frozenset() if choice.decision is Decision.TERMINATION else let_go(facts.running, day_of(now))
    theirs = all(ground_against_deciding(watcher, bureau_id, each) is None for each in grounds)
    return None if theirs else DecisionRefusal.STOP_OF_ANOTHER


def clause_of_decision(
    decision: Decision, ground: Ground, repeat: Repeated, facts: DecisionFacts, now: datetime
) -> str | None:
    """The clause a decision rests on, told alike to who proposes, to who approves and to the agency.

    An end of use by the clause that gives it, None where none does; use goes on again by that of the stop.
    """
    if decision is Decision.TERMINATION:
        return terminating_clause_of(ground, repeat, facts, now)
    return GROUNDS[ground].clause


def ground_against_approval(
    proposed_by: int, settled: bool, account_id: int, *, unchanged: bool
) -> DecisionRefusal | WatchRefusal | None:
    """Why somebody is not the second person of a proposal: settled, his own, or about what is another now (T6).

    `unchanged`: the stop that holds and the clause are those it was proposed on.
    """
    if settled:
        return DecisionRefusal.ALREADY_SETTLED
    if proposed_by == account_id:
        return WatchRefusal.SAME_PERSON
    return None if unchanged else DecisionRefusal.CHANGED_SINCE


def lifted_why(end_kind: SuspensionEnd) -> EndedWhy:
    """What a stop ended with when it was lifted or use was resumed."""
    return LIFTED_WHY[end_kind]
