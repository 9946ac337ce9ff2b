"""Reading what waits at a bureau: its applications by deadline, and one of them with all that is known of it.

The queue asks the same few statements however many agencies and applications there are (AGY-106).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column, or_, select

from app.accounts.queries.people import organisation_code
from app.agencies.models.agencies import Agency, Application, ApplicationUpload
from app.agencies.queries.applications import (
    application_facts,
    find_application,
    find_upload,
    registered_particulars,
    told_in,
)
from app.agencies.queries.bans import bans_of
from app.agencies.queries.processing import (
    asked_in,
    checks_of,
    orders_against,
    processing_facts,
    services_of,
    taken_elsewhere,
)
from app.agencies.rules.applications import days_left, state_at
from app.agencies.rules.bans import ban_on, keys_of
from app.agencies.rules.particulars import read
from app.agencies.rules.processing import desk_checks
from app.agencies.terms.bans import Keys
from app.agencies.terms.desk import A_PAGE, Detail, Queue, QueueLine
from app.agencies.terms.kinds import ApplicationState
from app.agencies.terms.particulars import Particulars
from app.agencies.terms.processing import ProcessingFacts
from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.offices.queries.offices import national_calendar

OPEN = literal_column("agency_application.is_open")
"""As the partial index has it: without `= 1`, or SQLite would not use it."""

UPLOADED = select(ApplicationUpload.application_id).where(ApplicationUpload.application_id == Application.id).exists()
LINES = select(
    Application, Agency.name, Agency.name_key, Agency.licence_key, Agency.address_key, UPLOADED.label("uploaded")
).join(Agency, Agency.id == Application.agency_id)


def open_queue(bureau_id: int, now: datetime, page: int = 1) -> Queue:
    """What a bureau has to settle, the nearest limit first; what expired by time is gone from it (AGY-099)."""
    found = _of_bureau(bureau_id, *still_open(now)).order_by(Application.document_limit, Application.id)
    return _queue(found, now, page)


def still_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What a bureau has to settle: neither settled nor expired by time."""
    return OPEN, or_(Application.received_on.is_not(None), Application.document_limit >= day_of(now))


def settled_queue(bureau_id: int, now: datetime, page: int = 1) -> Queue:
    """What a bureau has settled, and what expired, the latest first."""
    over = _of_bureau(bureau_id, Application.settled_at.is_not(None))
    return _queue(over.order_by(Application.settled_at.desc(), Application.id.desc()), now, page)


def find_detail(bureau_id: int, number: str, now: datetime) -> Detail | None:
    """An application to a bureau by its number; None for another bureau's as for a missing one (AGY-072)."""
    row = db.session.scalars(_rows_of(bureau_id).where(Application.number == number)).first()
    line = find_application(row.agency_id, number, now) if row else None
    if row is None or line is None:
        return None
    agency = db.session.get_one(Agency, row.agency_id)
    facts = processing_facts(row, agency)
    renewal = select(Application.number).where(Application.linked_id == row.id)
    return Detail(
        line=line,
        agency_id=agency.id,
        agency_code=organisation_code(agency.id),
        agency_name=agency.name,
        told=told_in(line),
        registered=registered_particulars(agency.id),
        facts=facts,
        checks=() if line.state is ApplicationState.EXPIRED else desk_checks(facts, day_of(now)),
        ban=ban_on(day_of(now), facts.bans),
        upload=find_upload(line),
        renewal_number=db.session.scalar(renewal),
    )


def _rows_of(bureau_id: int) -> Select[Any]:
    mine = select(Application).join(Agency, Agency.id == Application.agency_id)
    return mine.where(Agency.bureau_id == bureau_id)


def _of_bureau(bureau_id: int, *conditions: ColumnElement[bool]) -> Select[Any]:
    return LINES.where(Agency.bureau_id == bureau_id, *conditions)


def _queue(found: Select[Any], now: datetime, page: int) -> Queue:
    rows = db.session.execute(found.limit(A_PAGE + 1).offset((page - 1) * A_PAGE)).all()
    shown = rows[:A_PAGE]
    told = {row[0].id: read(row[0].particulars) if row[0].particulars else None for row in shown}
    facts = _facts_of([row for row in shown if row[0].is_open], told, national_calendar())
    lines = tuple(_line(row, facts.get(row[0].id), now) for row in shown)
    return Queue(lines=lines, page=page, has_more=len(rows) > A_PAGE)


def _facts_of(rows: list[Any], told: dict[int, Particulars | None], calendar: Calendar) -> dict[int, ProcessingFacts]:
    """What is checked of these applications, gathered in one statement for each kind of fact."""
    services = services_of({row[0].agency_id for row in rows})
    known = {row[0].agency_id: _keys(row, told[row[0].id]) for row in rows}
    bans, orders, taken = bans_of(known), orders_against(known), taken_elsewhere(known)
    return {
        row[0].id: ProcessingFacts(
            application=application_facts(row[0]),
            checks=checks_of(row[0], told[row[0].id], calendar),
            bans=bans[row[0].agency_id],
            orders=orders[row[0].agency_id],
            asked=asked_in(row[0], told[row[0].id]),
            services=services.get(row[0].agency_id, ()),
            licence_taken=row[0].agency_id in taken,
        )
        for row in rows
    }


def _keys(row: Any, told: Particulars | None) -> Keys:
    if told is None:
        return Keys(name=row.name_key, licence=row.licence_key, address=row.address_key)
    return keys_of(told.name, told.licence_number, told.address)


def _line(row: Any, facts: ProcessingFacts | None, now: datetime) -> QueueLine:
    application, written = row[0], application_facts(row[0])
    state = state_at(written, now)
    return QueueLine(
        number=application.number,
        agency_name=row.name,
        kind=written.kind,
        state=state,
        registered_at=application.registered_at,
        document_limit=application.document_limit,
        days_left=days_left(written, day_of(now)) if state is ApplicationState.REGISTERED else 0,
        received_on=application.received_on,
        settled_at=application.settled_at,
        has_upload=row.uploaded,
        checks=desk_checks(facts, day_of(now)) if facts else (),
    )
