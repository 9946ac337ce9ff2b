"""Reading complaints: an agency its register, a watcher what was handed in to it (AGY-117) or reported (AGY-071)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select

from app.db import db
from app.oversight.models.cases import AgencyRequest
from app.oversight.models.records import Complaint, ComplaintEntry, ComplaintSubmission
from app.oversight.terms.asking import ComplaintFacts
from app.oversight.terms.requests import ComplainantKind, ComplaintSource

A_PAGE = 100


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


@dataclass(frozen=True, kw_only=True)
class ComplaintPage:
    """A page of complaints out of all that there are."""

    rows: list[ComplaintRecord]
    count: int
    page: int
    pages: int


def complaints_of(agency_id: int) -> list[ComplaintRecord]:
    """The whole of an agency's register, the latest first."""
    return _records(_register(agency_id))


def register_page(agency_id: int, page: int) -> ComplaintPage:
    """A page of an agency's register, the latest first (AGY-116)."""
    return _page(_register(agency_id), page)


def register_ids(agency_id: int) -> dict[str, int]:
    """Every complaint of an agency's register: the id of each number (AGY-117)."""
    rows = _register(agency_id).with_only_columns(Complaint.number, Complaint.id).order_by(Complaint.id)
    return dict(db.session.execute(rows).all())


def find_complaint(agency_id: int, number: str) -> ComplaintRecord | None:
    """A complaint of an agency's own register."""
    found = _records(_register(agency_id).where(Complaint.number == number))
    return found[0] if found else None


def reported(agency_ids: Select[tuple[int]] | None) -> list[ComplaintRecord]:
    """Everything seekers reported to the bureau about these agencies, or about all (AGY-071), the latest first."""
    return _records(_of_seekers(agency_ids))


def reported_page(agency_ids: Select[tuple[int]] | None, page: int) -> ComplaintPage:
    """A page of the same, those not settled first."""
    return _page(_of_seekers(agency_ids).order_by(Complaint.settled_on.is_not(None)), page)


def reported_by_agency(agency_ids: Select[tuple[int]] | None) -> dict[int, int]:
    """How often seekers reported each of these agencies, or of all; those never reported are left out."""
    counted = _of_seekers(agency_ids).with_only_columns(Complaint.agency_id, func.count())
    by_agency = counted.group_by(Complaint.agency_id).order_by(Complaint.agency_id)
    return dict(db.session.execute(by_agency).all())


def find_reported(number: str) -> ComplaintRecord | None:
    """One of what seekers reported."""
    found = _records(_of_seekers(None).where(Complaint.number == number))
    return found[0] if found else None


def _of_seekers(agency_ids: Select[tuple[int]] | None) -> Select[tuple[Complaint]]:
    of_seekers = select(Complaint).where(Complaint.source == ComplaintSource.SEEKER.value)
    return of_seekers if agency_ids is None else of_seekers.where(Complaint.agency_id.in_(agency_ids))


def _register(agency_id: int) -> Select[tuple[Complaint]]:
    own = select(Complaint).where(Complaint.agency_id == agency_id)
    return own.where(Complaint.source != ComplaintSource.SEEKER.value)


def handed_in(request_id: int) -> list[ComplaintRecord]:
    """What was handed in on a request as it was then: nothing before that, no step entered since (AGY-117)."""
    return _submitted(ComplaintSubmission.request_id == request_id)


def handed_in_to(organisation_ids: frozenset[int], agency_id: int) -> list[ComplaintRecord]:
    """What an agency handed in on requests of some organisations, each as it was at the last of them."""
    asked = AgencyRequest.organisation_id.in_(organisation_ids)
    mine = select(AgencyRequest.id).where(asked, AgencyRequest.agency_id == agency_id)
    return _submitted(ComplaintSubmission.request_id.in_(mine))


def _submitted(which: ColumnElement[bool]) -> list[ComplaintRecord]:
    last = select(ComplaintSubmission.complaint_id, func.max(ComplaintSubmission.submitted_at)).where(which)
    grouped = last.group_by(ComplaintSubmission.complaint_id).order_by(ComplaintSubmission.complaint_id)
    until = dict(db.session.execute(grouped).all())
    chosen = select(ComplaintSubmission.complaint_id).where(which)
    return _records(select(Complaint).where(Complaint.id.in_(chosen)), until)


def _page(found: Select[tuple[Complaint]], page: int) -> ComplaintPage:
    count = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    pages = max(1, -(-count // A_PAGE))
    page = min(max(1, page), pages)
    rows = _records(found.limit(A_PAGE).offset((page - 1) * A_PAGE))
    return ComplaintPage(rows=rows, count=count, page=page, pages=pages)


def _records(found: Select[tuple[Complaint]], until: Mapping[int, datetime] | None = None) -> list[ComplaintRecord]:
    """Complaints with the steps that had been entered by a moment of each, or with all of them."""
    latest = found.order_by(Complaint.received_on.desc(), Complaint.id.desc())
    rows = list(db.session.scalars(latest.execution_options(populate_existing=True)))
    entries = _entries([row.id for row in rows], until or {})
    return [_record(row, tuple(entries.get(row.id, ()))) for row in rows]


def _entries(ids: list[int], until: Mapping[int, datetime]) -> dict[int, list[EntryRecord]]:
    found: dict[int, list[EntryRecord]] = {}
    wanted = select(ComplaintEntry).where(ComplaintEntry.complaint_id.in_(ids))
    for row in db.session.scalars(wanted.order_by(ComplaintEntry.day, ComplaintEntry.id)) if ids else ():
        if row.entered_at <= until.get(row.complaint_id, row.entered_at):
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
