"""An agency keeps its register of complaints and hands it in when it is asked (AGY-116, AGY-117)."""

from collections.abc import Collection
from datetime import date, datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.audit.effects import record
from app.db import claim, db
from app.kernel.roles import Identity
from app.oversight.effects.complaints import add_entry, register
from app.oversight.models.records import Complaint, ComplaintSubmission
from app.oversight.queries.complaints import ComplaintRecord, find_complaint, register_ids
from app.oversight.queries.requests import find_request
from app.oversight.rules.complaints import ground_against_complaint, ground_against_entry, ground_against_settling
from app.oversight.rules.requests import ground_against_answer
from app.oversight.terms.asking import ComplaintRefusal, NewComplaint, RequestRefusal
from app.oversight.terms.requests import ComplaintSource, RequestKind
from app.oversight.usecases.requests import keep_answer


@db.write
@by_right
def enter_complaint(agency_id: int, new: NewComplaint, *, by: Identity, now: datetime) -> ComplaintRefusal | str:
    """Enter a complaint that came to the agency itself, with the first step of its handling; its number."""
    lock_agency(agency_id)
    refusal = ground_against_complaint(new, now)
    if refusal is not None:
        return refusal
    row = register(
        agency_id,
        received_on=new.received_on,
        complainant=new.complainant,
        source=ComplaintSource.DIRECT,
        content=new.content,
        by=by.account_id,
        now=now,
    )
    add_entry(row.id, new.received_on, new.handling, by=_own_id(by), now=now)
    record("oversight.complaint_entered", by=by, subject=f"complaint:{row.number}", now=now)
    return row.number


@db.write
@by_right
def enter_handling(
    agency_id: int, number: str, day: date, text: str, *, by: Identity, now: datetime
) -> ComplaintRefusal | None:
    """Enter one more step of handling a complaint."""
    lock_agency(agency_id)
    complaint = _own(agency_id, number)
    refusal = ground_against_entry(complaint.status, day, text, now)
    if refusal is None:
        add_entry(complaint.id, day, text, by=_own_id(by), now=now)
        record("oversight.complaint_handled", by=by, subject=f"complaint:{number}", now=now)
    return refusal


@db.write
@by_right
def settle_complaint(agency_id: int, number: str, day: date, *, by: Identity, now: datetime) -> ComplaintRefusal | None:
    """Say that a complaint was dealt with."""
    lock_agency(agency_id)
    complaint = _own(agency_id, number)
    refusal = ground_against_settling(complaint.status, day, now)
    if refusal is None:
        db.session.get_one(Complaint, complaint.id).settled_on = day
        record("oversight.complaint_settled", by=by, subject=f"complaint:{number}", now=now)
    return refusal


@db.write
@by_right
def hand_in_complaints(
    agency_id: int, number: str, complaints: Collection[str], note: str, *, by: Identity, now: datetime
) -> RequestRefusal | None:
    """Hand in complaints on a request for the record: its requester may read them from this commit on (AGY-117).

    None of the register are handed in where there is none; the note then says so.
    """
    lock_agency(agency_id)
    request = find_request(number)
    if request is None or request.agency_id != agency_id or request.kind is not RequestKind.RECORD:
        raise LookupError(number)
    own = register_ids(agency_id)
    chosen = [own[each] for each in complaints if each in own]
    if own and not chosen:
        return RequestRefusal.NOTHING_HANDED_IN
    refusal = ground_against_answer(request.status, note)
    if refusal is not None:
        return refusal
    for each in chosen:
        claim(ComplaintSubmission, request_id=request.id, complaint_id=each, submitted_at=now)
    keep_answer(request.id, note, declined=False, by=by, now=now)
    detail: dict[str, object] = {"complaints": len(chosen)}
    record("oversight.record_handed_in", by=by, subject=f"agency_request:{number}", now=now, detail=detail)
    return None


def _own(agency_id: int, number: str) -> ComplaintRecord:
    complaint = find_complaint(agency_id, number)
    if complaint is None:
        raise LookupError(number)
    return complaint


def _own_id(by: Identity) -> int:
    if by.account_id is None:
        raise ValueError("only somebody signed in keeps the register")
    return by.account_id
