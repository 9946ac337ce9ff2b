"""Reading what agencies were asked."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select

from app.accounts.queries.people import organisation_names
from app.agencies.terms.participation import Ground
from app.db import db
from app.oversight.models.cases import AgencyRequest
from app.oversight.terms.asking import RequestFacts
from app.oversight.terms.requests import Addressee, RequestKind

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class OpenRequest:
    """A request that still waits for something."""

    number: str
    kind: RequestKind
    sent_at: datetime
    limit_on: date | None
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RequestRecord:
    """A request as its pages tell it."""

    id: int
    number: str
    agency_id: int
    case_id: int | None
    kind: RequestKind
    ground: Ground | None
    addressee: Addressee
    text: str
    limit_on: date | None
    sent_at: datetime
    sent_by: int
    organisation_id: int
    organisation: str
    answered_at: datetime | None
    answer: str | None
    declined: bool
    confirmed_on: date | None
    closed_at: datetime | None

    @property
    def status(self) -> RequestFacts:
        """What decides what may happen to it."""
        return RequestFacts(
            kind=self.kind,
            sent_at=self.sent_at,
            limit_on=self.limit_on,
            answered_at=self.answered_at,
            declined=self.declined,
            closed_at=self.closed_at,
        )


def open_requests(agency_id: int) -> tuple[OpenRequest, ...]:
    """What an agency was asked and is not closed, the oldest first."""
    rows = select(AgencyRequest).where(AgencyRequest.agency_id == agency_id, AgencyRequest.closed_at.is_(None))
    return tuple(
        OpenRequest(
            number=row.number,
            kind=RequestKind(row.kind),
            sent_at=row.sent_at,
            limit_on=row.limit_on,
            answered_at=row.answered_at,
        )
        for row in db.session.scalars(rows.order_by(AgencyRequest.sent_at, AgencyRequest.id))
    )


def find_request(number: str) -> RequestRecord | None:
    """The request of a number, read anew; None for none."""
    found = select(AgencyRequest).where(AgencyRequest.number == number)
    row = db.session.scalar(found.execution_options(populate_existing=True))
    return _records([row])[0] if row else None


def requests_of(agency_id: int) -> list[RequestRecord]:
    """Everything an agency was ever asked, the latest first."""
    return _records(_latest(select(AgencyRequest).where(AgencyRequest.agency_id == agency_id)))


def requests_under(case_id: int) -> list[RequestRecord]:
    """What was asked under a case, the latest first."""
    return _records(_latest(select(AgencyRequest).where(AgencyRequest.case_id == case_id)))


def asked_by(organisation_ids: frozenset[int]) -> list[RequestRecord]:
    """What some organisations asked and is not closed, the latest first."""
    mine = select(AgencyRequest).where(AgencyRequest.organisation_id.in_(organisation_ids))
    return _records(_latest(mine.where(AgencyRequest.closed_at.is_(None))))


def same_is_open(agency_id: int, organisation_id: int, kind: RequestKind, text: str) -> bool:
    """Whether an organisation asked an agency the very same and it is open: a second press asks nothing twice."""
    alike = select(AgencyRequest.text).where(
        AgencyRequest.agency_id == agency_id,
        AgencyRequest.organisation_id == organisation_id,
        AgencyRequest.kind == kind.value,
        AgencyRequest.closed_at.is_(None),
    )
    return text in set(db.session.scalars(alike))


def _latest(found: Select[tuple[AgencyRequest]]) -> list[AgencyRequest]:
    return list(db.session.scalars(found.order_by(AgencyRequest.id.desc()).limit(MOST_SHOWN)))


def _records(rows: list[AgencyRequest]) -> list[RequestRecord]:
    names = organisation_names(row.organisation_id for row in rows)
    return [_record(row, names) for row in rows]


def _record(row: AgencyRequest, names: dict[int, str]) -> RequestRecord:
    told = {name: getattr(row, name) for name in RequestRecord.__dataclass_fields__ if name != "organisation"}
    told |= {"kind": RequestKind(row.kind), "addressee": Addressee(row.addressee)}
    told |= {"ground": Ground(row.ground) if row.ground else None}
    return RequestRecord(**told, organisation=names.get(row.organisation_id, ""))
