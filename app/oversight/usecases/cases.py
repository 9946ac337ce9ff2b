"""Opening, referring and closing a matter about an agency."""

from datetime import date, datetime

from app.agencies.effects.participation import lock_agency
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity
from app.oversight.effects.cases import add_case
from app.oversight.models.cases import Case
from app.oversight.queries.cases import CaseRecord, find_case
from app.oversight.rules.cases import ground_against_closing, ground_against_opening, ground_against_referral
from app.oversight.rules.watchers import ground_against_case, ground_against_closing_as
from app.oversight.terms.asking import CaseRefusal, NewCase
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.acting import watching


@db.write
def open_case(agency_id: int, new: NewCase, *, by: Identity, now: datetime) -> CaseRefusal | WatchRefusal | str:
    """Open a case about an agency; its number."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    agency = lock_agency(agency_id)
    refusal = ground_against_case(watcher, agency.bureau_id, new.kind) or ground_against_opening(
        new, agency_closed=agency.closed_at is not None
    )
    if refusal is not None:
        return refusal
    number = add_case(agency_id, new, watcher, now)
    detail: dict[str, object] = {"kind": new.kind.value, "ground": new.ground.value}
    record("oversight.case_opened", by=by, subject=f"case:{number}", now=now, detail=detail)
    return number


@db.write
def refer_case(number: str, day: date, *, by: Identity, now: datetime) -> CaseRefusal | WatchRefusal | None:
    """Enter the day on which the supply-demand adjustment section was asked to act (AGY-073)."""
    found = _held(number, by, now)
    if isinstance(found, WatchRefusal):
        return found
    closed = found.closed_at is not None
    refusal = ground_against_referral(found.kind, found.referred_on, day, closed=closed, now=now)
    if refusal is None:
        db.session.get_one(Case, found.id).referred_on = day
        record("oversight.case_referred", by=by, subject=f"case:{number}", now=now)
    return refusal


@db.write
def close_case(number: str, outcome: str, *, by: Identity, now: datetime) -> CaseRefusal | WatchRefusal | None:
    """Close a case with what came of it."""
    found = _held(number, by, now)
    if isinstance(found, WatchRefusal):
        return found
    refusal = ground_against_closing(found.kind, found.referred_on, outcome, closed=found.closed_at is not None)
    if refusal is None:
        row = db.session.get_one(Case, found.id)
        row.closed_at, row.closed_by, row.outcome = now, by.account_id, outcome
        record("oversight.case_closed", by=by, subject=f"case:{number}", now=now)
    return refusal


def _held(number: str, by: Identity, now: datetime) -> CaseRecord | WatchRefusal:
    """The case, its agency held, for somebody who may open its like or decides on it."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    case = find_case(number)
    if case is None:
        raise LookupError(number)
    agency = lock_agency(case.agency_id)
    refusal = ground_against_closing_as(watcher, agency.bureau_id, case.kind, case.ground)
    return refusal or find_case(number) or case
