"""Reading applications: an agency's own, what is typed of one, which procedures are open to it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.agencies.models.agencies import Agency, Application, ApplicationDraft, ApplicationUpload
from app.agencies.queries.limits import held_services
from app.agencies.queries.participation import find_standing
from app.agencies.rules.applications import asks_document, days_left, is_open, state_at
from app.agencies.rules.drafts import Typed
from app.agencies.rules.drafts import read as read_draft
from app.agencies.rules.participation import services_held
from app.agencies.rules.particulars import read
from app.agencies.terms.applications import ApplicationFacts, ApplicationLine, Entrance, Upload, Withdrawn
from app.agencies.terms.kinds import ApplicationKind, ApplicationState, Service
from app.agencies.terms.participation import ParticipationState
from app.agencies.terms.particulars import Particulars
from app.db import db
from app.kernel.moments import day_of

LINKED = aliased(Application)
OWN = select(Application, LINKED.number).outerjoin(LINKED, LINKED.id == Application.linked_id)
SHOWN = 100


def application_facts(row: Application) -> ApplicationFacts:
    """An application's row as the rules see it."""
    return ApplicationFacts(
        kind=ApplicationKind(row.kind),
        written=ApplicationState(row.state),
        registered_at=row.registered_at,
        document_limit=row.document_limit,
        received_on=row.received_on,
    )


def applications_of(agency_id: int, now: datetime) -> tuple[ApplicationLine, ...]:
    """The newest applications of an agency, with where each stands at `now`."""
    mine = OWN.where(Application.agency_id == agency_id).order_by(Application.id.desc()).limit(SHOWN)
    return tuple(_line(row, linked, now) for row, linked in db.session.execute(mine))


def find_application(agency_id: int, number: str, now: datetime) -> ApplicationLine | None:
    """An agency's own application by its number; None for another's as for a missing one."""
    found = db.session.execute(OWN.where(Application.agency_id == agency_id, Application.number == number)).first()
    return _line(*found, now) if found else None


def told_in(line: ApplicationLine) -> Particulars | None:
    """What an application told; None for a withdrawal, and once it expired, routine or no routine (AGY-099)."""
    text = None if _is_gone(line) else db.session.get_one(Application, line.id).particulars
    return read(text) if text else None


def registered_particulars(agency_id: int) -> Particulars | None:
    """The registered values of an agency: those processed last; None before the first.

    While it takes part its services are those it holds: one that was given up is told by no application (Q-32).
    """
    agency = db.session.get(Agency, agency_id)
    told = read(agency.particulars) if agency and agency.particulars else None
    held = held_services(agency_id) if told else frozenset()
    if told is None or not held:
        return told
    return replace(told, job_info=Service.JOB_INFO in held, seeker_info=Service.SEEKER_INFO in held)


def find_draft(agency_id: int, kind: ApplicationKind) -> Typed | None:
    """What was typed of an application that is not registered yet."""
    row = db.session.get(ApplicationDraft, (agency_id, kind.value))
    return read_draft(row.typed) if row else None


def drafted_kinds(agency_id: int) -> dict[ApplicationKind, datetime]:
    """The procedures an agency has begun to type, each with when it was saved last."""
    mine = select(ApplicationDraft).where(ApplicationDraft.agency_id == agency_id)
    rows = db.session.scalars(mine.order_by(ApplicationDraft.kind))
    return {ApplicationKind(row.kind): row.saved_at for row in rows}


def find_upload(line: ApplicationLine) -> Upload | None:
    """The filled document beside an application, without its content."""
    row = _uploaded(line)
    return Upload(size=row.size, uploaded_at=row.uploaded_at) if row else None


def upload_content(line: ApplicationLine) -> str | None:
    """The filled document as base64; None where there is none."""
    row = _uploaded(line)
    return row.content if row else None


def _uploaded(line: ApplicationLine) -> ApplicationUpload | None:
    return None if _is_gone(line) else db.session.get(ApplicationUpload, line.id)


def _is_gone(line: ApplicationLine) -> bool:
    return line.state is ApplicationState.EXPIRED


def open_rows(agency_id: int) -> tuple[Application, ...]:
    """The rows of an agency that nothing settled yet, expired by time or not."""
    unsettled = select(Application).where(Application.agency_id == agency_id, Application.is_open)
    return tuple(db.session.scalars(unsettled.order_by(Application.id)))


def entrance_of(agency_id: int, now: datetime) -> Entrance:
    """What decides which procedures are open to an agency at `now`; it must exist."""
    standing = find_standing(agency_id, now)
    rows = open_rows(agency_id)
    facts = standing.facts if standing else None
    ended = {ParticipationState.TERMINATED, ParticipationState.WITHDRAWN}
    part = facts is not None and standing is not None and standing.state not in ended
    return Entrance(
        is_taking_part=part,
        services=services_held(facts.services) if facts and part else frozenset(),
        open_kinds=frozenset(ApplicationKind(row.kind) for row in rows if is_open(application_facts(row), now)),
        is_closed=standing is None or (standing.closed_at is not None and standing.closed_at <= now),
    )


def _line(row: Application, linked: str | None, now: datetime) -> ApplicationLine:
    facts = application_facts(row)
    return ApplicationLine(
        id=row.id,
        number=row.number,
        agency_id=row.agency_id,
        kind=facts.kind,
        state=state_at(facts, now),
        registered_at=row.registered_at,
        document_limit=row.document_limit if asks_document(facts) else None,
        days_left=days_left(facts, day_of(now)),
        services=Withdrawn(row.services) if row.services else None,
        received_on=row.received_on,
        settled_at=row.settled_at,
        why=row.why,
        linked_number=linked,
    )
