"""Reading complaints: an agency its register, a watcher what was handed in to it (AGY-117) or reported (AGY-071)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select

from app.db import db
from app.oversight.models.cases import AgencyRequest
from app.oversight.models.records import Complaint, ComplaintEntry, ComplaintSubmission
from app.oversight.terms.asking import ComplaintFacts
from app.oversight.terms.requests import ComplainantKind, ComplaintSource

MOST_SHOWN = 500


@dataclass(frozen=True, kw_only=True)
class EntryRecord:
    """One dated step of handling a complaint."""

    day: date
    text: str


@dataclass(frozen=True, kw_only=True)
class ComplaintRecord:
    """A complaint with the course of its handling, in the order of days."""

    id: int
    number: str
    agency_id: int
    received_on: date
    complainant: ComplainantKind
    source: ComplaintSource
    content: str
    entered_at: datetime
    settled_on: date | None
    entries: tuple[EntryRecord, ...]

    @property
    def status(self) -> ComplaintFacts:
        """What decides what may be added."""
        last = max((each.day for each in self.entries), default=None)
        return ComplaintFacts(received_on=self.received_on, last_entry_on=last, settled_on=self.settled_on)


def complaints_of(agency_id: int) -> list[ComplaintRecord]:
    """An agency's register, the latest first."""
    return _records(_register(agency_id))


def find_complaint(agency_id: int, number: str) -> ComplaintRecord | None:
    """A complaint of an agency's own register."""
    found = _records(_register(agency_id).where(Complaint.number == number))
    return found[0] if found else None


def reported(agency_ids: Select[tuple[int]] | None) -> list[ComplaintRecord]:
    """What seekers reported to the bureau about these agencies, or about all (AGY-071), the latest first."""
    of_seekers = select(Complaint).where(Complaint.source == ComplaintSource.SEEKER.value)
    return _records(of_seekers if agency_ids is None else of_seekers.where(Complaint.agency_id.in_(agency_ids)))


def find_reported(number: str) -> ComplaintRecord | None:
    """One of what seekers reported."""
    of_seekers = select(Complaint).where(Complaint.source == ComplaintSource.SEEKER.value)
    found = _records(of_seekers.where(Complaint.number == number))
    return found[0] if found else None


def _register(agency_id: int) -> Select[tuple[Complaint]]:
    own = select(Complaint).where(Complaint.agency_id == agency_id)
    return own.where(Complaint.source != ComplaintSource.SEEKER.value)


def handed_in(request_id: int) -> list[ComplaintRecord]:
    """What was handed in on a request, nothing before that (AGY-117)."""
    submitted = select(ComplaintSubmission.complaint_id).where(ComplaintSubmission.request_id == request_id)
    return _records(select(Complaint).where(Complaint.id.in_(submitted)))


def handed_in_to(organisation_ids: frozenset[int], agency_id: int) -> list[ComplaintRecord]:
    """What an agency handed in on requests of some organisations."""
    mine = select(AgencyRequest.id).where(AgencyRequest.organisation_id.in_(organisation_ids))
    submitted = select(ComplaintSubmission.complaint_id).where(ComplaintSubmission.request_id.in_(mine))
    return _records(select(Complaint).where(Complaint.id.in_(submitted), Complaint.agency_id == agency_id))


def _records(found: Select[tuple[Complaint]]) -> list[ComplaintRecord]:
    latest = found.order_by(Complaint.received_on.desc(), Complaint.id.desc()).limit(MOST_SHOWN)
    rows = list(db.session.scalars(latest.execution_options(populate_existing=True)))
    entries = _entries([row.id for row in rows])
    return [_record(row, tuple(entries.get(row.id, ()))) for row in rows]


def _entries(ids: list[int]) -> dict[int, list[EntryRecord]]:
    found: dict[int, list[EntryRecord]] = {}
    wanted = select(ComplaintEntry).where(ComplaintEntry.complaint_id.in_(ids))
    for row in db.session.scalars(wanted.order_by(ComplaintEntry.day, ComplaintEntry.id)) if ids else ():
        found.setdefault(row.complaint_id, []).append(EntryRecord(day=row.day, text=row.text))
    return found


def _record(row: Complaint, entries: tuple[EntryRecord, ...]) -> ComplaintRecord:
    return ComplaintRecord(
        id=row.id,
        number=row.number,
        agency_id=row.agency_id,
        received_on=row.received_on,
        complainant=ComplainantKind(row.complainant),
        source=ComplaintSource(row.source),
        content=row.content,
        entered_at=row.entered_at,
        settled_on=row.settled_on,
        entries=entries,
    )
