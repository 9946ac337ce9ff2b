"""What happens to a participation, in the transaction of whoever decides it: start, stop, resume, end.

Every stop but fact-finding and every end raises the agency's `stop_count`: what was acquired under an older count is
invisible from the commit on, whatever is lifted later (DESIGN 2, AGY-055, Q-29).
"""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.effects.sign_ins import end_sign_ins_of_organisation
from app.accounts.terms import EndedWhy as SignInEndedWhy
from app.agencies.effects.site_terms import agree_at_start
from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation, ParticipationEvent, ParticipationService, Suspension
from app.agencies.queries.participation import suspension_facts
from app.agencies.queries.suspensions import unmended_stops
from app.agencies.rules.participation import is_fact_finding, suspension_over_at
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import (
    MENDABLE,
    EndedWhy,
    EndKind,
    Ground,
    NewSuspension,
    ParticipationAct,
)
from app.db import db
from app.kernel.numbers import BODY_BITS, public_number

HELD = (
    select(Agency)
    .where(Agency.id == bindparam("agency"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
"""Built once: every answer and every letter asks it."""


def lock_agency(agency_id: int) -> Agency:
    """The agency as it is now, held until this transaction ends; it must exist (lock order: DESIGN 3.12).

    Rows that only point to it go on being written: a seeker who holds the own record and writes to the agency, blocks
    it or has deleted what it holds does not wait for who holds the agency and waits for the record.
    """
    return db.session.execute(HELD, {"agency": agency_id}).scalar_one()


def with_agency_held(rows: Select[*tuple[Any, ...]], agency_id: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    """A SELECT of rows that belong to agencies, each with its own beside it; both are held like `lock_agency` does."""
    beside = rows.add_columns(Agency).join(Agency, Agency.id == agency_id)
    held = beside.with_for_update(key_share=True, of=(agency_id.class_, Agency))
    return held.execution_options(populate_existing=True)


def start_participation(
    agency_id: int,
    limits: dict[Service, date | None],
    *,
    on: date,
    terms_version_id: int,
    by: int | None,
    now: datetime,
) -> int:
    """Start taking part on a JST day in the services of `limits`, each valid until its day (AGY-106); its id.

    Raises `IntegrityError` where another account takes part under the licence number: the constraint of AGY-060.
    """
    key = db.session.get_one(Agency, agency_id).licence_key
    row = Participation(agency_id=agency_id, licence_key=key, started_on=on, terms_version_id=terms_version_id)
    db.session.add(row)
    db.session.flush()
    for service, limit in sorted(limits.items()):
        add_service(row.id, service, on=on, valid_until=limit)
    agree_at_start(row, by=by, now=now)
    note(row.id, ParticipationAct.STARTED, by=by, now=now, day=on)
    return row.id


def add_service(participation_id: int, service: Service, *, on: date, valid_until: date | None) -> None:
    """Let a participation take part in one more service from a JST day on."""
    values = {"participation_id": participation_id, "service": service.value, "from_on": on}
    db.session.add(ParticipationService(**values, valid_until=valid_until))
    db.session.flush()


def suspend(participation_id: int, decided: NewSuspension, *, by: int | None, now: datetime) -> int:
    """Stop both services from its first moment on and end the agency's sign-ins; the suspension's id (Q-31).

    One that is over by itself is written down first; one that still runs is replaced. The agency must be locked.
    """
    end_running_suspension(participation_id, EndedWhy.REPLACED, now)
    number = public_number(secrets.randbits(BODY_BITS))
    row = Suspension(number=number, participation_id=participation_id, decided_by=by, **vars(decided))
    db.session.add(row)
    db.session.flush()
    agency_id = agency_of(participation_id)
    if not is_fact_finding(suspension_facts(row)):
        raise_stop_count(agency_id)
    end_sign_ins_of_organisation(agency_id, SignInEndedWhy.GRANT_ENDED, now)
    told = {"ground": decided.ground, "day": decided.first_day, "text": decided.reason}
    note(participation_id, ParticipationAct.SUSPENDED, by=by, now=now, **told)
    return row.id


def end_running_suspension(participation_id: int, why: EndedWhy, now: datetime) -> int | None:
    """End the unended suspension; one whose last day is over ended then, by itself. Its id, None where none was."""
    unended = select(Suspension).where(Suspension.participation_id == participation_id, Suspension.ended_at.is_(None))
    row = db.session.scalars(unended).first()
    if row is None:
        return None
    over = suspension_over_at(suspension_facts(row))
    lapsed = over is not None and over <= now
    row.ended_at = over if lapsed else max(now, row.begins_at)
    row.ended_why = (EndedWhy.LAPSED if lapsed else why).value
    db.session.flush()
    return row.id


def note_improvement(participation_id: int, now: datetime, *, only: ColumnElement[bool]) -> None:
    """Keep that the cause of stops that are `only` some was mended (AGY-084, Q-42); the first time counts.

    Of the running stop, and of those it took the place of. Each is done with once its cause and those of all before it
    are mended: the one that holds does not end with its last day while an older cause is open.
    """
    waiting = unmended_stops(participation_id)
    mended = list(db.session.scalars(waiting.where(Suspension.cause_mended_at.is_(None), only)))
    for each in mended:
        each.cause_mended_at = now
    for each in db.session.scalars(waiting).all() if mended else ():
        if each.cause_mended_at is None and each.ground in MENDABLE:
            break
        each.improved_at = now
    if mended:
        db.session.flush()
        note(participation_id, ParticipationAct.IMPROVED, by=None, now=now)


def end_participation(
    participation_id: int, kind: EndKind, *, reapply_from: date | None, by: int | None, now: datetime
) -> None:
    """End taking part for good: no service runs from this commit on; its suspension ends with it."""
    why = EndedWhy.TERMINATED if kind is EndKind.TERMINATED else EndedWhy.WITHDRAWN
    end_running_suspension(participation_id, why, now)
    row = db.session.get_one(Participation, participation_id)
    row.ended_at, row.end_kind, row.reapply_from = now, kind.value, reapply_from
    db.session.flush()
    raise_stop_count(row.agency_id)
    act = ParticipationAct.TERMINATED if kind is EndKind.TERMINATED else ParticipationAct.WITHDRAWN
    note(participation_id, act, by=by, now=now, day=reapply_from)


def raise_stop_count(agency_id: int) -> None:
    """Make everything acquired so far invisible to the agency, for good."""
    db.session.execute(update(Agency).where(Agency.id == agency_id).values(stop_count=Agency.stop_count + 1))


def agency_of(participation_id: int) -> int:
    """The agency of a participation."""
    return db.session.get_one(Participation, participation_id).agency_id


def note(
    participation_id: int,
    act: ParticipationAct,
    *,
    by: int | None,
    now: datetime,
    ground: Ground | None = None,
    service: Service | None = None,
    day: date | None = None,
    text: str | None = None,
) -> None:
    """Keep that something happened to a participation (DESIGN 3.9)."""
    values = {"act": act.value, "at": now, "by": by, "ground": ground, "service": service, "day": day, "note": text}
    db.session.add(ParticipationEvent(participation_id=participation_id, **values))
    db.session.flush()
