"""Writing the register of complaints."""

from datetime import date, datetime

from app.db import db
from app.oversight.effects.requests import new_number
from app.oversight.models.cases import AgencyRequest
from app.oversight.models.records import Complaint, ComplaintEntry
from app.oversight.terms.asking import NewRequest
from app.oversight.terms.requests import ComplainantKind, ComplaintSource
from app.oversight.terms.watchers import Watcher, Watching


def register_relayed(request: AgencyRequest, new: NewRequest, watcher: Watcher, now: datetime) -> None:
    """Put a complaint that a bureau or an office passed on into the agency's register (AGY-118)."""
    source = ComplaintSource.BUREAU if watcher.watching is Watching.BUREAU else ComplaintSource.OFFICE
    if new.received_on is None or new.complainant is None:
        raise ValueError("a complaint says when it came and from whom")
    register(
        request.agency_id,
        received_on=new.received_on,
        complainant=new.complainant,
        source=source,
        content=new.text,
        by=watcher.account_id,
        now=now,
        request_id=request.id,
    )


def register(
    agency_id: int,
    *,
    received_on: date,
    complainant: ComplainantKind,
    source: ComplaintSource,
    content: str,
    by: int | None,
    now: datetime,
    request_id: int | None = None,
) -> Complaint:
    """A row of the register."""
    row = Complaint(
        number=new_number(),
        agency_id=agency_id,
        received_on=received_on,
        complainant=complainant.value,
        source=source.value,
        request_id=request_id,
        content=content,
        entered_at=now,
        entered_by=by,
    )
    db.session.add(row)
    db.session.flush()
    return row


def add_entry(complaint_id: int, day: date, text: str, *, by: int, now: datetime) -> None:
    """One dated step of its handling."""
    db.session.add(ComplaintEntry(complaint_id=complaint_id, day=day, text=text, entered_at=now, entered_by=by))
    db.session.flush()
