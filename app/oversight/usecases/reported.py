"""A bureau handles what a seeker reported to it from the site (AGY-071, AGY-118)."""

from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.audit.effects import record
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Identity
from app.oversight.effects.complaints import add_entry
from app.oversight.models.records import Complaint
from app.oversight.queries.complaints import find_reported
from app.oversight.rules.complaints import ground_against_entry
from app.oversight.rules.watchers import may_read
from app.oversight.terms.asking import ComplaintRefusal
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.acting import watching


@db.write
def handle_reported(
    number: str, text: str, *, settle: bool, by: Identity, now: datetime
) -> ComplaintRefusal | WatchRefusal | None:
    """Enter what was done about it today; with `settle` that was all there was to do."""
    watcher = watching(by, now)
    if isinstance(watcher, WatchRefusal):
        return watcher
    complaint = find_reported(number)
    if complaint is None:
        raise LookupError(number)
    agency = lock_agency(complaint.agency_id)
    if not may_read(watcher, agency.bureau_id):
        return WatchRefusal.OTHER_JURISDICTION
    complaint, today = find_reported(number) or complaint, day_of(now)
    refusal = ground_against_entry(complaint.status, today, text, now)
    if refusal is not None:
        return refusal
    add_entry(complaint.id, today, text, by=watcher.account_id, now=now)
    if settle:
        db.session.get_one(Complaint, complaint.id).settled_on = today
    act = "oversight.reported_settled" if settle else "oversight.reported_handled"
    record(act, by=by, subject=f"complaint:{number}", now=now)
    return None
