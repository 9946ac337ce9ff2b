"""An officer reads a thread that nobody reported: only with a reason, kept before a word is shown."""

from datetime import datetime

from app.agencies.queries.lookup import agency_lines
from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.messages.models.reports import ThreadDisclosure
from app.messages.queries.threads import find_thread
from app.oversight.queries.jurisdiction import may_read
from app.oversight.queries.watchers import find_watcher
from app.oversight.terms.watchers import WatchRefusal


@db.write
def disclose_thread(agency_id: int, number: str, reason: str, *, by: Identity, now: datetime) -> WatchRefusal | int:
    """Keep who reads a thread of an agency, and why; the thread's id, to be read after this commit."""
    watcher = find_watcher(by, now)
    if watcher is None:
        return WatchRefusal.NOT_A_WATCHER
    if not may_read(watcher, agency_lines(frozenset({agency_id}))[agency_id].bureau_id):
        return WatchRefusal.OTHER_JURISDICTION
    thread = find_thread(number, now, agency_id=agency_id)
    if thread is None:
        raise LookupError(number)
    row = ThreadDisclosure(thread_id=thread.id, reason=reason, read_at=now, read_by=watcher.account_id)
    db.session.add(row)
    db.session.flush()
    audit.record("messages.thread_disclosed", by=by, subject=f"thread:{number}", now=now, detail={"disclosure": row.id})
    return thread.id
