"""Asking an agency, its answer, and the confirmation that closes what was asked."""

from datetime import date, datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.agencies.effects.processing import mend_stop
from app.agencies.queries.participation import find_standing
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity
from app.oversight.effects.complaints import register_relayed
from app.oversight.effects.requests import ask
from app.oversight.models.cases import AgencyRequest, Case
from app.oversight.queries.requests import RequestRecord, find_request, same_is_open
from app.oversight.rules.requests import (
    ground_against_answer,
    ground_against_confirmation,
    ground_against_confirming_as,
    ground_against_request,
)
from app.oversight.rules.watchers import ground_against_asking
from app.oversight.terms.asking import NewRequest, RequestRefusal
from app.oversight.terms.requests import RequestKind
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.acting import watching


@db.write
def ask_agency(
    agency_id: int, new: NewRequest, *, by: Identity, now: datetime, case_id: int | None = None
) -> RequestRefusal | WatchRefusal | str:
    """Ask an agency for something; the request's number. A complaint stands in its register at once (AGY-118)."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    agency = lock_agency(agency_id)
    refusal = ground_against_asking(watcher, new.kind, agency.bureau_id) or ground_against_request(
        new, agency_closed=agency.closed_at is not None, now=now
    )
    if refusal is None and same_is_open(agency_id, watcher.organisation_id, new.kind, new.text):
        refusal = RequestRefusal.ASKED_ALREADY
    if refusal is not None:
        return refusal
    row = ask(agency_id, new, by=watcher.account_id, organisation_id=watcher.organisation_id, now=now, case_id=case_id)
    if new.kind is RequestKind.COMPLAINT:
        register_relayed(row, new, watcher, now)
    detail: dict[str, object] = {"kind": new.kind.value}
    record("oversight.asked", by=by, subject=f"agency_request:{row.number}", now=now, detail=detail)
    return row.number


@db.write
@by_right
def answer_request(
    agency_id: int, number: str, text: str, *, declined: bool, by: Identity, now: datetime
) -> RequestRefusal | None:
    """Answer for an agency, once; a measure may be declined."""
    lock_agency(agency_id)
    request = _of_agency(agency_id, number)
    refusal = ground_against_answer(request.status, text)
    if refusal is None:
        keep_answer(request.id, text, declined=declined and request.kind is RequestKind.MEASURE, by=by, now=now)
        record("oversight.answered", by=by, subject=f"agency_request:{number}", now=now)
    return refusal


def keep_answer(request_id: int, text: str, *, declined: bool, by: Identity, now: datetime) -> None:
    """Put an answer with its request."""
    row = db.session.get_one(AgencyRequest, request_id)
    row.answer, row.answered_at, row.answered_by, row.declined = text, now, by.account_id, declined
    db.session.flush()


@db.write
def confirm_request(
    number: str, confirmed_on: date | None, *, by: Identity, now: datetime
) -> RequestRefusal | WatchRefusal | None:
    """Close a request: a correction with the day it was confirmed (是正確認), another once it is answered."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    request = find_request(number)
    if request is None:
        raise LookupError(number)
    agency = lock_agency(request.agency_id)
    request = find_request(number) or request
    refusal = ground_against_confirming_as(
        watcher, request.kind, request.organisation_id, agency.bureau_id
    ) or ground_against_confirmation(request.status, confirmed_on, now)
    if refusal is not None:
        return refusal
    row = db.session.get_one(AgencyRequest, request.id)
    row.confirmed_on, row.closed_at, row.closed_by = confirmed_on, now, watcher.account_id
    db.session.flush()
    _mend(request, now)
    record("oversight.request_closed", by=by, subject=f"agency_request:{number}", now=now)
    return None


def _mend(request: RequestRecord, now: datetime) -> None:
    """A confirmed correction mends the stop that its case led to, where that waits for it (AGY-084)."""
    if request.kind is not RequestKind.CORRECTION or request.case_id is None:
        return
    standing = find_standing(request.agency_id, now)
    if standing is None or standing.participation_id is None:
        return
    case = db.session.get_one(Case, request.case_id)
    if case.suspension_id is not None:
        mend_stop(standing.participation_id, case.suspension_id, now)


def _of_agency(agency_id: int, number: str) -> RequestRecord:
    request = find_request(number)
    if request is None or request.agency_id != agency_id:
        raise LookupError(number)
    return request
