"""Ending, lifting and resuming use by two people: one proposes, another approves, all that follows in one commit."""

from datetime import datetime
from typing import Any

from app.agencies.effects.closing import close_agency
from app.agencies.effects.orders import confirm_orders
from app.agencies.effects.participation import end_participation, end_running_suspension, lock_agency, note
from app.agencies.effects.telling import tell_resumed, tell_terminated
from app.agencies.queries.dates import reapply_from
from app.agencies.terms.participation import EndKind, Ground, ParticipationAct
from app.audit.effects import record
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.offices.queries.days import national_calendar
from app.oversight.effects.cases import close_decided_case
from app.oversight.effects.decisions import add_proposal, drop_open_proposals, settle_proposal
from app.oversight.effects.requests import close_complied
from app.oversight.queries.cases import (
    CaseRecord,
    ProposalRecord,
    case_of_suspension,
    case_opened_at,
    find_case,
    find_proposal,
)
from app.oversight.queries.matters import Matter, find_matter
from app.oversight.rules.decisions import (
    clause_of_decision,
    ground_against_approval,
    ground_against_deciding_now,
    ground_against_letting_go,
    ground_against_proposal,
    lifted_why,
)
from app.oversight.rules.liftings import with_known_day
from app.oversight.rules.watchers import ground_against_deciding
from app.oversight.terms.decisions import DecisionChoice, DecisionRefusal
from app.oversight.terms.requests import Decision
from app.oversight.terms.watchers import Watcher, WatchRefusal
from app.oversight.usecases.acting import watching

Refused = DecisionRefusal | WatchRefusal


@db.write
def propose_termination(number: str, choice: DecisionChoice, *, by: Identity, now: datetime) -> Refused | int:
    """Propose to end use under a case (AGY-018, AGY-076, AGY-080, AGY-084, AGY-085, AGY-087, AGY-088)."""
    case = find_case(number)
    if case is None:
        raise LookupError(number)
    return _propose(case.agency_id, case, choice, by=by, now=now)


@db.write
def propose_lifting(agency_id: int, choice: DecisionChoice, *, by: Identity, now: datetime) -> Refused | int:
    """Propose to lift the stop that holds, or to resume use after its six months (AGY-074, AGY-089, AGY-132)."""
    return _propose(agency_id, None, choice, by=by, now=now)


def _propose(
    agency_id: int, case: CaseRecord | None, choice: DecisionChoice, *, by: Identity, now: datetime
) -> Refused | int:
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    bureau_id = lock_agency(agency_id).bureau_id
    case = find_case(case.number) if case else None
    ground, opened_at = (case.ground, case.opened_at) if case else (None, None)
    matter = find_matter(agency_id, ground, national_calendar(), now, opened_at=opened_at)
    if matter is None:
        return DecisionRefusal.NOT_TAKING_PART if case else DecisionRefusal.NOT_STOPPED
    if case is not None and case.closed_at is not None:
        return DecisionRefusal.CASE_CLOSED
    choice = with_known_day(choice, matter.facts)
    refusal: Refused | None = ground_against_deciding(watcher, bureau_id, matter.ground)
    refusal = refusal or ground_against_proposal(choice, matter.ground, matter.repeat, matter.facts, now)
    refusal = refusal or ground_against_letting_go(watcher, bureau_id, choice, matter.facts, now)
    if refusal is not None:
        return refusal
    case_id = case.id if case else case_of_suspension(matter.stop_id)
    proposal_id = add_proposal(matter, choice, case_id=case_id, by=watcher.account_id, now=now)
    _record("oversight.decision_proposed", proposal_id, choice.decision, by, now)
    return proposal_id


@db.write
def approve_decision(proposal_id: int, *, by: Identity, now: datetime) -> Refused | Decision:
    """Be the second person: what was proposed is decided now, with everything that follows (SECURITY T6)."""
    taken = _taken_up(proposal_id, by, now)
    if isinstance(taken, DecisionRefusal | WatchRefusal):
        return taken
    watcher, proposal, matter = taken
    refusal = _ground_against_approving(watcher, proposal, matter, now)
    if refusal is not None:
        if refusal is WatchRefusal.SAME_PERSON:
            _record("oversight.approval_refused", proposal_id, proposal.decision, by, now)
        return refusal
    settle_proposal(proposal_id, approved=True, by=watcher.account_id, now=now)
    if proposal.decision is Decision.TERMINATION:
        _terminate(proposal, matter, watcher, now)
    else:
        _lift(proposal, matter, watcher, now)
    close_decided_case(proposal.case_id, proposal.reason, by=watcher.account_id, now=now)
    _record("oversight.decided", proposal_id, proposal.decision, by, now)
    return proposal.decision


@db.write
def drop_decision(proposal_id: int, *, by: Identity, now: datetime) -> Refused | None:
    """Drop a proposal; whoever proposed it may, too."""
    taken = _taken_up(proposal_id, by, now)
    if isinstance(taken, DecisionRefusal | WatchRefusal):
        return taken
    watcher, proposal, _ = taken
    if proposal.settled_at is not None:
        return DecisionRefusal.ALREADY_SETTLED
    settle_proposal(proposal_id, approved=False, by=watcher.account_id, now=now)
    _record("oversight.decision_dropped", proposal_id, proposal.decision, by, now)
    return None


def _taken_up(proposal_id: int, by: Identity, now: datetime) -> Refused | tuple[Watcher, ProposalRecord, Matter]:
    """The proposal as it is now, its agency held, for somebody who may decide on it."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    proposal = find_proposal(proposal_id)
    if proposal is None:
        raise LookupError(proposal_id)
    agency = lock_agency(proposal.agency_id)
    refusal = ground_against_deciding(watcher, agency.bureau_id, proposal.ground)
    opened_at = case_opened_at(proposal.case_id)
    matter = find_matter(agency.id, proposal.ground, national_calendar(), now, opened_at=opened_at)
    if refusal is not None or matter is None:
        return refusal or DecisionRefusal.NOT_TAKING_PART
    return watcher, find_proposal(proposal_id) or proposal, matter


def _ground_against_approving(
    watcher: Watcher, proposal: ProposalRecord, matter: Matter, now: datetime
) -> Refused | None:
    """Who approves is another, and what was proposed still holds as things stand."""
    clause = clause_of_decision(proposal.decision, proposal.ground, matter.repeat, matter.facts, now)
    unchanged = (proposal.suspension_id, proposal.clause) == (matter.stop_id, clause or proposal.clause)
    settled = proposal.settled_at is not None
    refusal = ground_against_approval(proposal.proposed_by, settled, watcher.account_id, unchanged=unchanged)
    choice = DecisionChoice(decision=proposal.decision, reason=proposal.reason, confirmed_on=proposal.confirmed_on)
    refusal = refusal or ground_against_deciding_now(choice, proposal.ground, matter.repeat, matter.facts, now)
    return refusal or ground_against_letting_go(watcher, matter.standing.bureau_id, choice, matter.facts, now)


def _terminate(proposal: ProposalRecord, matter: Matter, watcher: Watcher, now: datetime) -> None:
    """The end of use, the ban, the end of every sign-in, the held addresses (AGY-014, AGY-023, AGY-055)."""
    by, agency = watcher.account_id, lock_agency(matter.standing.agency_id)
    free = reapply_from(day_of(now), national_calendar()).value
    end_participation(matter.participation_id, EndKind.TERMINATED, reapply_from=free, by=by, now=now)
    drop_open_proposals(matter.participation_id, by=by, now=now)
    close_agency(agency, by=by, why="terminated", now=now)
    told: dict[str, Any] = {"ground": proposal.ground, "clause": proposal.clause, "reapply_from": free}
    tell_terminated(agency, _cause(proposal), **told, decider=watcher.organisation, now=now)


def _lift(proposal: ProposalRecord, matter: Matter, watcher: Watcher, now: datetime) -> None:
    """The stop ends; what it made invisible stays so, for the count of stops does not go back (AGY-055)."""
    if matter.stop is None:
        raise ValueError("nothing holds that could be lifted")
    if matter.stop.ground is Ground.ORDER and proposal.confirmed_on is not None:
        confirm_orders(proposal.agency_id, proposal.confirmed_on, by=watcher.account_id)
    if matter.stop.ground is Ground.MEASURE_IGNORED:
        close_complied(proposal.case_id, proposal.confirmed_on, by=watcher.account_id, now=now)
    end_running_suspension(matter.participation_id, lifted_why(matter.stop.end_kind), now)
    note(
        matter.participation_id,
        ParticipationAct.RESUMED,
        by=watcher.account_id,
        now=now,
        ground=proposal.ground,
        day=proposal.confirmed_on,
        text=proposal.reason,
    )
    day, decider = proposal.confirmed_on, watcher.organisation
    tell_resumed(proposal.agency_id, _cause(proposal), confirmed_on=day, decider=decider, now=now)


def _cause(proposal: ProposalRecord) -> str:
    return f"decision:{proposal.id}"


def _record(act: str, proposal_id: int, decision: Decision, by: Identity, now: datetime) -> None:
    record(act, by=by, subject=f"decision:{proposal_id}", now=now, detail={"decision": decision.value})
