"""Reading the procedures that agencies have begun and that nothing settled yet."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app.agencies.models.agencies import Application
from app.agencies.queries.applications import application_facts
from app.agencies.rules.applications import is_open
from app.agencies.rules.particulars import read
from app.agencies.terms.applications import Procedure
from app.agencies.terms.kinds import ApplicationKind
from app.db import db


def open_procedures(agency_ids: Iterable[int], now: datetime) -> dict[int, tuple[Procedure, ...]]:
    """The open applications of agencies by their ids, the oldest first; what expired by `now` is none (AGY-099)."""
    found: dict[int, tuple[Procedure, ...]] = dict.fromkeys(agency_ids, ())
    unsettled = select(Application).where(Application.agency_id.in_(tuple(found)), Application.is_open)
    for row in db.session.scalars(unsettled.order_by(Application.id)):
        if is_open(application_facts(row), now):
            found[row.agency_id] = (*found[row.agency_id], _procedure(row))
    return found


def _procedure(row: Application) -> Procedure:
    kind = ApplicationKind(row.kind)
    told = read(row.particulars) if row.particulars and kind is ApplicationKind.CHANGE else None
    return Procedure(
        number=row.number,
        kind=kind,
        document_limit=row.document_limit,
        received_on=row.received_on,
        licence_valid_until=told.licence_valid_until if told else None,
    )
