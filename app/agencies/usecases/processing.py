"""Processing an application, or not admitting it (2, 10)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.accounts.effects.acting import by_right
from app.agencies.effects import processing as effects
from app.agencies.effects.applications import lock_application, settle
from app.agencies.effects.telling import tell_not_admitted, tell_processed
from app.agencies.models.agencies import Agency, Application
from app.agencies.queries.applications import application_facts
from app.agencies.queries.processing import processing_facts
from app.agencies.rules.processing import ground_against_processing, ground_against_settling
from app.agencies.terms.kinds import ApplicationKind, ApplicationState
from app.agencies.terms.processing import Decided, ProcessingRefusal
from app.audit.effects import record
from app.db import db, violated_constraint
from app.kernel.roles import Identity

EFFECTS: Mapping[ApplicationKind, Callable[..., None]] = {
    ApplicationKind.USE: effects.start_use,
    ApplicationKind.CHANGE: effects.change,
    ApplicationKind.RENEW: effects.renew,
    ApplicationKind.WITHDRAW: effects.withdraw,
}
"""What each kind of application does when it is processed."""


def process_application(number: str, decided: Decided, *, by: Identity, now: datetime) -> ProcessingRefusal | None:
    """Process an application whose document came (AGY-106): use starts, changes, goes on or ends with it.

    A renewal takes its change along (AGY-012). Only at the bureau of the agency (AGY-072); none there is a fault. Of
    two accounts under one licence number processed at once one is let in (AGY-060).
    """
    try:
        return _process_application(number, decided, by, now)
    except IntegrityError as error:
        if "licence_key" in violated_constraint(error):
            return ProcessingRefusal.LICENCE_TAKEN
        raise


@db.write
@by_right
def _process_application(number: str, decided: Decided, by: Identity, now: datetime) -> ProcessingRefusal | None:
    application, agency = _held(number, by)
    against = ground_against_processing(processing_facts(application, agency), decided, now)
    if against is not None:
        return against
    linked = db.session.get(Application, application.linked_id) if application.linked_id else None
    if application.kind == ApplicationKind.RENEW and linked is not None and linked.is_open:
        _process(linked, agency, decided, by, now)
    _process(application, agency, decided, by, now)
    return None


@db.write
@by_right
def refuse_application(number: str, why: str, *, by: Identity, now: datetime) -> ProcessingRefusal | None:
    """Not admit an application, with the reason its agency reads; what is registered stays as it was (RULES c)."""
    application, agency = _held(number, by)
    if not why:
        return ProcessingRefusal.NO_REASON
    against = ground_against_settling(application_facts(application), now)
    if against is not None:
        return against
    settle(application, ApplicationState.NOT_ADMITTED, by=by.account_id, now=now, why=why)
    tell_not_admitted(agency, application, now=now)
    _record("agencies.not_admitted", application, agency, by, now)
    return None


def _held(number: str, by: Identity) -> tuple[Application, Agency]:
    held = lock_application(number, by.bureau_id or 0)
    if held is None:
        raise LookupError(number)
    return held


def _process(application: Application, agency: Agency, decided: Decided, by: Identity, now: datetime) -> None:
    EFFECTS[ApplicationKind(application.kind)](agency, application, decided, by=by.account_id, now=now)
    settle(application, ApplicationState.PROCESSED, by=by.account_id, now=now)
    tell_processed(agency, application, now=now)
    _record("agencies.processed", application, agency, by, now)


def _record(act: str, application: Application, agency: Agency, by: Identity, now: datetime) -> None:
    detail: dict[str, object] = {"agency": agency.id, "kind": application.kind}
    record(act, by=by, subject=f"application:{application.number}", now=now, detail=detail)
