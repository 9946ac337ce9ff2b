"""Reading which paid services an agency notified to its bureau, and since when (AGY-063)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.agencies.models.agencies import Agency, Application
from app.agencies.rules.particulars import read
from app.agencies.terms.kinds import ApplicationState
from app.agencies.terms.particulars import PaidService
from app.db import db
from app.kernel.moments import day_of


@dataclass(frozen=True, kw_only=True)
class NotifiedService:
    """A registered paid service, and the day on which the bureau processed it first."""

    service: PaidService
    notified_on: date


def notified_services(agency_id: int) -> tuple[NotifiedService, ...]:
    """What is registered now, in its order; what no processed application told is not notified."""
    particulars = db.session.get_one(Agency, agency_id).particulars
    registered = read(particulars).paid_services if particulars else ()
    since = _first_told(agency_id) if registered else {}
    return tuple(NotifiedService(service=each, notified_on=since[each]) for each in registered if each in since)


def _first_told(agency_id: int) -> dict[PaidService, date]:
    mine = select(Application).where(Application.agency_id == agency_id, Application.particulars.is_not(None))
    processed = mine.where(Application.state == ApplicationState.PROCESSED.value, Application.settled_at.is_not(None))
    first: dict[PaidService, date] = {}
    for row in db.session.scalars(processed.order_by(Application.settled_at, Application.id)):
        for service in read(row.particulars or "").paid_services:
            first.setdefault(service, day_of(row.settled_at))  # type: ignore[arg-type]
    return first
