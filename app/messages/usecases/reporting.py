"""A seeker reports a thread to the bureau: a complaint, through which alone the bureau reads the thread (AGY-071)."""

from datetime import datetime

from app.audit import effects as audit
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.messages.models.reports import ThreadReport
from app.messages.queries.inbox import is_reported
from app.messages.queries.threads import find_thread
from app.messages.rules.seeker import ground_against_report
from app.messages.terms.seeker import ReportRefusal
from app.oversight.effects.complaints import register
from app.oversight.terms.requests import ComplainantKind, ComplaintSource
from app.seekers.effects.blocks import lock_record


@db.write
def report_thread(record_id: int, number: str, reason: str, *, by: Identity, now: datetime) -> ReportRefusal | str:
    """Tell the bureau with jurisdiction about one of the own threads, once; the complaint's number."""
    lock_record(record_id)
    thread = find_thread(number, now, record_id=record_id)
    if thread is None:
        raise LookupError(number)
    ground = ground_against_report(is_reported=is_reported(thread.id))
    if ground is not None:
        return ground
    complaint = register(
        thread.agency_id,
        received_on=day_of(now),
        complainant=ComplainantKind.SEEKER,
        source=ComplaintSource.SEEKER,
        content=reason,
        by=by.account_id,
        now=now,
    )
    db.session.add(ThreadReport(complaint_id=complaint.id, thread_id=thread.id, reported_at=now))
    audit.record("messages.reported", by=by, subject=f"complaint:{complaint.number}", now=now)
    return complaint.number
