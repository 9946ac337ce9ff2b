"""Reading what agencies were asked."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.oversight.models.cases import AgencyRequest
from app.oversight.terms.requests import RequestKind


@dataclass(frozen=True, kw_only=True)
class OpenRequest:
    """A request that still waits for something."""

    number: str
    kind: RequestKind
    sent_at: datetime
    limit_on: date | None
    answered_at: datetime | None


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
