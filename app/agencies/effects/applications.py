"""Writing applications: that one was registered, that its document came, what became of it."""

import secrets
from datetime import date, datetime

from sqlalchemy import select

from app.agencies.models.agencies import Agency, Application
from app.agencies.rules.particulars import written
from app.agencies.terms.kinds import ApplicationKind, ApplicationState
from app.agencies.terms.particulars import Particulars
from app.agencies.terms.processing import Receipt
from app.db import db
from app.kernel.numbers import BODY_BITS, public_number


def add_application(
    agency_id: int,
    kind: ApplicationKind,
    told: Particulars | None,
    *,
    document_limit: date,
    by: int,
    now: datetime,
    services: str | None = None,
    linked_id: int | None = None,
) -> Application:
    """Register an application with what it tells; `services` is what a withdrawal gives up (AGY-096)."""
    number = public_number(secrets.randbits(BODY_BITS))
    application = Application(number=number, agency_id=agency_id, kind=kind.value, registered_at=now, registered_by=by)
    application.state, application.is_open = ApplicationState.REGISTERED.value, True
    application.document_limit, application.services, application.linked_id = document_limit, services, linked_id
    application.particulars = written(told) if told else None
    db.session.add(application)
    db.session.flush()
    return application


def lock_application(number: str, bureau_id: int) -> tuple[Application, Agency] | None:
    """An application to a bureau with its agency, both held until this transaction ends (lock order: DESIGN 3.12)."""
    theirs = select(Application.agency_id).join(Agency, Agency.id == Application.agency_id)
    agency_id = db.session.scalar(theirs.where(Application.number == number, Agency.bureau_id == bureau_id))
    if agency_id is None:
        return None
    fresh = {"populate_existing": True}
    agency = select(Agency).where(Agency.id == agency_id).with_for_update().execution_options(**fresh)
    held = db.session.execute(agency).scalar_one()
    application = select(Application).where(Application.number == number).with_for_update().execution_options(**fresh)
    return db.session.execute(application).scalar_one(), held


def put_receipt(application: Application, receipt: Receipt, by: int | None) -> None:
    """Let the document have come; from here on nothing is deleted by itself (AGY-099)."""
    application.received_on, application.received_way = receipt.day, receipt.way.value
    application.called_on, application.received_by = receipt.called_on, by
    application.state = ApplicationState.RECEIVED.value
    db.session.flush()


def settle(
    application: Application, state: ApplicationState, *, by: int | None, now: datetime, why: str | None = None
) -> None:
    """Let an application be settled for good."""
    application.state, application.is_open = state.value, False
    application.settled_at, application.settled_by, application.why = now, by, why
    db.session.flush()
