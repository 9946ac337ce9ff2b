"""Deleting registrations whose limit is over without their document, and nothing that is not due (AGY-099)."""

from datetime import datetime

from sqlalchemy import select

from app.agencies.effects.expiry import expire_application
from app.agencies.effects.participation import lock_agency
from app.agencies.models.agencies import Application
from app.agencies.queries.applications import application_facts
from app.agencies.rules.applications import expired_at, state_at
from app.agencies.terms.kinds import ApplicationState
from app.db import db
from app.kernel.moments import day_of

AT_ONCE = 200


def expire_registrations(now: datetime) -> int:
    """Write down what expired, an agency at a time; how many applications."""
    return sum(_expire(number, now) for number in due_numbers(now))


def due_numbers(now: datetime) -> tuple[str, ...]:
    """The oldest open applications whose limit is over without a document, by the index of open limits."""
    over = select(Application.number).where(Application.is_open, Application.document_limit < day_of(now))
    unsent = over.where(Application.state == ApplicationState.REGISTERED.value).order_by(Application.document_limit)
    found = tuple(db.session.scalars(unsent.order_by(Application.id).limit(AT_ONCE)))
    db.session.rollback()
    return found


@db.write
def _expire(number: str, now: datetime) -> int:
    found = select(Application).where(Application.number == number)
    lock_agency(db.session.scalars(found).one().agency_id)
    row = db.session.scalars(found.execution_options(populate_existing=True)).one()
    facts = application_facts(row)
    if not row.is_open or state_at(facts, now) is not ApplicationState.EXPIRED:
        return 0
    expire_application(row, expired_at(facts))
    return 1
