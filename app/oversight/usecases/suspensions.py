"""Stopping an agency's use: the stop, the end of sign-ins, the correction request, in one transaction (8, 14)."""

from datetime import datetime

from app.agencies.effects.participation import end_running_suspension, lock_agency, suspend
from app.agencies.effects.telling import tell_suspended
from app.agencies.terms.participation import EndedWhy, Ground, NewSuspension, SuspensionEnd
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity
from app.offices.queries.days import national_calendar
from app.oversight.effects.cases import add_case
from app.oversight.effects.decisions import drop_open_proposals
from app.oversight.effects.requests import ask
from app.oversight.models.cases import AgencyRequest, Case
from app.oversight.queries.cases import CaseRecord, find_case
from app.oversight.queries.matters import Matter
from app.oversight.queries.plans import find_plan
from app.oversight.queries.requests import find_request, requests_under
from app.oversight.rules.liftings import leaves_unmended
from app.oversight.rules.requests import is_ignored
from app.oversight.rules.suspensions import is_stopped_under_a_case
from app.oversight.rules.watchers import ground_against_deciding
from app.oversight.terms.asking import NewCase, NewRequest, RequestRefusal
from app.oversight.terms.decisions import Begins, DecisionRefusal, SuspensionChoice, SuspensionPlan
from app.oversight.terms.requests import Addressee, CaseKind, RequestKind
from app.oversight.terms.watchers import Watcher, WatchRefusal
from app.oversight.usecases.acting import watching


@db.write
def suspend_agency(
    number: str, choice: SuspensionChoice, *, by: Identity, now: datetime
) -> DecisionRefusal | WatchRefusal | SuspensionPlan:
    """Stop both services under a case; what was decided (AGY-018, AGY-072, AGY-074 to AGY-089)."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    case = _case(number)
    agency = lock_agency(case.agency_id)
    refusal = ground_against_deciding(watcher, agency.bureau_id, case.ground)
    if refusal is not None:
        return refusal
    case = _case(number)
    if not is_stopped_under_a_case(case.ground):
        return DecisionRefusal.NO_STOP_ON_GROUND
    found = find_plan(case.agency_id, case.ground, choice, national_calendar(), now, case_open=case.closed_at is None)
    return found if isinstance(found, DecisionRefusal) else _suspend(case, choice, *found, watcher, by=by, now=now)


@db.write
def suspend_for_measure(
    request_number: str, reason: str, *, by: Identity, now: datetime
) -> DecisionRefusal | RequestRefusal | WatchRefusal | SuspensionPlan:
    """Stop use because a measure was refused or not answered; nothing else lets operations do so (AGY-114).

    The case is opened once nothing is against the stop: a refusal is committed, and would leave it behind.
    """
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    request = find_request(request_number)
    if request is None:
        raise LookupError(request_number)
    agency = lock_agency(request.agency_id)
    refusal = ground_against_deciding(watcher, agency.bureau_id, Ground.MEASURE_IGNORED)
    if refusal is not None:
        return refusal
    request = find_request(request_number) or request
    if not is_ignored(request.status, now):
        return RequestRefusal.MEASURE_NOT_IGNORED
    choice = SuspensionChoice(begins=Begins.NOW, reason=reason)
    found = find_plan(request.agency_id, Ground.MEASURE_IGNORED, choice, national_calendar(), now)
    if isinstance(found, DecisionRefusal):
        return found
    new = NewCase(kind=CaseKind.BREACH, ground=Ground.MEASURE_IGNORED, facts=request.text)
    case = _case(add_case(request.agency_id, new, watcher, now))
    db.session.get_one(AgencyRequest, request.id).case_id = case.id
    return _suspend(case, choice, *found, watcher, by=by, now=now)


def _suspend(
    case: CaseRecord,
    choice: SuspensionChoice,
    plan: SuspensionPlan,
    matter: Matter,
    watcher: Watcher,
    *,
    by: Identity,
    now: datetime,
) -> SuspensionPlan:
    if matter.stop is not None and matter.stop.end_kind is SuspensionEnd.UNTIL_FACTS_CONFIRMED:
        end_running_suspension(matter.participation_id, EndedWhy.FACTS_CONFIRMED, now)
    drop_open_proposals(matter.participation_id, by=watcher.account_id, now=now)
    suspension_id = suspend(matter.participation_id, _decided(plan, matter), by=watcher.account_id, now=now)
    db.session.get_one(Case, case.id).suspension_id = suspension_id
    tell_suspended(suspension_id, clause=plan.clause, decider=watcher.organisation, now=now)
    if plan.asks_correction:
        _ask_to_correct(case, plan, watcher, now)
    last = plan.last_day.isoformat() if plan.last_day else None
    detail: dict[str, object] = {"ground": plan.ground.value, "first": plan.first_day.isoformat(), "last": last}
    record("oversight.suspended", by=by, subject=f"case:{case.number}", now=now, detail=detail)
    return plan


def _decided(plan: SuspensionPlan, matter: Matter) -> NewSuspension:
    inherits = plan.last_day is not None and leaves_unmended(matter.facts.running)
    return NewSuspension(
        ground=plan.ground,
        end_kind=plan.end_kind,
        begins_at=plan.begins_at,
        first_day=plan.first_day,
        last_day=plan.last_day,
        needs_improvement=plan.needs_improvement or inherits,
        reason=plan.reason,
    )


def _ask_to_correct(case: CaseRecord, plan: SuspensionPlan, watcher: Watcher, now: datetime) -> None:
    """The correction request that goes with the stop, unless the case has one already (AGY-075, AGY-077, AGY-079)."""
    if any(each.kind is RequestKind.CORRECTION for each in requests_under(case.id)):
        return
    new = NewRequest(
        kind=RequestKind.CORRECTION, addressee=Addressee.ORGANISATION, text=plan.reason, ground=plan.ground
    )
    who = {"by": watcher.account_id, "organisation_id": watcher.organisation_id}
    ask(case.agency_id, new, **who, now=now, case_id=case.id)


def _case(number: str) -> CaseRecord:
    case = find_case(number)
    if case is None:
        raise LookupError(number)
    return case
