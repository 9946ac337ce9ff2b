"""Reading the agencies of a bureau: where each stands, what is due, everything that happened to one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.queries.people import organisation_codes
from app.agencies.models.agencies import Agency, Application, BusinessOrder, MandatoryInfoVersion
from app.agencies.models.participation import Participation, ParticipationEvent, ParticipationService, Suspension
from app.agencies.queries.participation import service_facts, suspension_facts
from app.agencies.queries.processing import order_facts
from app.agencies.rules.keys import licence_key, name_key
from app.agencies.rules.orders import bars_admission
from app.agencies.rules.participation import state_at, takes_part
from app.agencies.rules.validity import tasks_of
from app.agencies.terms.desk import A_PAGE, AgencyLine, MandatoryVersion, OrderLine, TimelineEntry
from app.agencies.terms.kinds import ApplicationKind, ApplicationState, Service
from app.agencies.terms.participation import (
    EndKind,
    Ground,
    ParticipationAct,
    ParticipationFacts,
    ParticipationState,
    ServiceFacts,
)
from app.agencies.terms.particulars import MandatoryInfo
from app.agencies.terms.validity import Task
from app.db import db
from app.kernel.moments import day_of

ANY = aliased(Participation)
NEWEST = select(func.max(ANY.id)).where(ANY.agency_id == Agency.id).correlate(Agency).scalar_subquery()
UNENDED = and_(Suspension.participation_id == Participation.id, Suspension.ended_at.is_(None))
MANDATORY = tuple(MandatoryInfo.__dataclass_fields__)


def agencies_of(
    bureau_id: int, now: datetime, *, words: str = "", page: int = 1
) -> tuple[tuple[AgencyLine, ...], bool]:
    """A page of a bureau's agencies by name, those without a first use too; and whether there is another page."""
    mine = select(Agency, Participation, Suspension).select_from(Agency)
    standing = mine.outerjoin(Participation, Participation.id == NEWEST).outerjoin(Suspension, UNENDED)
    found = standing.where(Agency.bureau_id == bureau_id)
    if words:
        by_name = Agency.name_key.contains(name_key(words), autoescape=True)
        found = found.where(or_(by_name, Agency.licence_key == licence_key(words)))
    ordered = found.order_by(Agency.name_key, Agency.id).limit(A_PAGE + 1).offset((page - 1) * A_PAGE)
    rows = db.session.execute(ordered).all()
    return _lines(rows[:A_PAGE], now), len(rows) > A_PAGE


def tasks_of_agency(agency_id: int, facts: ParticipationFacts, today: date) -> tuple[Task, ...]:
    """What an agency has to do about its limits; nothing once its use has ended (AGY-010, AGY-011, AGY-013)."""
    if facts.ended_at is not None:
        return ()
    refused = agency_id in renewals_not_admitted([agency_id])
    return tasks_of(facts.licence_valid_until, facts.services, today, renewal_not_admitted=refused)


def renewals_not_admitted(agency_ids: list[int]) -> frozenset[int]:
    """The agencies whose last renewal of the seeker service they have now was not admitted (AGY-013).

    One of an earlier term, before the service was given up and had anew, says nothing of this one.
    """
    rows = db.session.execute(_refused_renewals(agency_ids))
    return frozenset(agency_id for agency_id, at, from_on in rows if day_of(at) >= from_on)


def _refused_renewals(agency_ids: list[int]) -> Select[tuple[int, datetime, date]]:
    """Each last renewal that was not admitted, with the first day of the seeker service that is had now."""
    renewals = select(func.max(Application.id)).where(
        Application.agency_id.in_(agency_ids), Application.kind == ApplicationKind.RENEW.value
    )
    service = ParticipationService
    return (
        select(Application.agency_id, Application.registered_at, service.from_on)
        .join(Participation, Participation.agency_id == Application.agency_id)
        .join(service, service.participation_id == Participation.id)
        .where(Application.id.in_(renewals.group_by(Application.agency_id)))
        .where(Application.state == ApplicationState.NOT_ADMITTED.value, Participation.ended_at.is_(None))
        .where(service.service == Service.SEEKER_INFO.value, service.ended_on.is_(None))
    )


def timeline(agency_id: int) -> tuple[TimelineEntry, ...]:
    """Everything that happened to an agency's participations, the latest first (DESIGN 3.9)."""
    mine = select(ParticipationEvent).join(Participation, Participation.id == ParticipationEvent.participation_id)
    rows = mine.where(Participation.agency_id == agency_id).order_by(
        ParticipationEvent.at.desc(), ParticipationEvent.id.desc()
    )
    return tuple(
        TimelineEntry(
            at=row.at,
            act=ParticipationAct(row.act),
            by=row.by,
            ground=Ground(row.ground) if row.ground else None,
            service=Service(row.service) if row.service else None,
            day=row.day,
            note=row.note,
        )
        for row in db.session.scalars(rows)
    )


def order_lines(agency_id: int, today: date) -> tuple[OrderLine, ...]:
    """The orders against an agency, the latest first, and whether each bars an admission today (AGY-006)."""
    rows = select(BusinessOrder).where(BusinessOrder.agency_id == agency_id)
    found = db.session.scalars(rows.order_by(BusinessOrder.from_on.desc(), BusinessOrder.id.desc()))
    return tuple(
        OrderLine(id=row.id, **vars(order_facts(row)), bars=bars_admission(order_facts(row), today)) for row in found
    )


def mandatory_versions(agency_id: int) -> tuple[MandatoryVersion, ...]:
    """Every version of what seekers are told, the newest first; the first of them is in force (AGY-057)."""
    rows = select(MandatoryInfoVersion).where(MandatoryInfoVersion.agency_id == agency_id)
    return tuple(
        MandatoryVersion(
            version=row.version,
            in_force_at=row.in_force_at,
            told=MandatoryInfo(**{name: getattr(row, name) for name in MANDATORY}),
        )
        for row in db.session.scalars(rows.order_by(MandatoryInfoVersion.version.desc()))
    )


def _lines(rows: list[Any], now: datetime) -> tuple[AgencyLine, ...]:
    ids = [agency.id for agency, _, _ in rows]
    codes, refused = organisation_codes(ids), renewals_not_admitted(ids)
    services = _services([part.id for _, part, _ in rows if part])
    return tuple(
        _line(agency, part, stop, codes[agency.id], services.get(part.id if part else 0, ()), agency.id in refused, now)
        for agency, part, stop in rows
    )


def _services(participation_ids: list[int]) -> Mapping[int, tuple[ServiceFacts, ...]]:
    found: dict[int, tuple[ServiceFacts, ...]] = {}
    rows: Select[Any] = select(ParticipationService).where(ParticipationService.participation_id.in_(participation_ids))
    for row in db.session.scalars(rows.order_by(ParticipationService.id)):
        found[row.participation_id] = (*found.get(row.participation_id, ()), service_facts(row))
    return found


def _line(
    agency: Agency,
    part: Participation | None,
    stop: Suspension | None,
    code: str,
    services: tuple[ServiceFacts, ...],
    refused: bool,
    now: datetime,
) -> AgencyLine:
    today = day_of(now)
    taken = [each for each in services if takes_part(each, today)]
    running = part is not None and part.ended_at is None
    seeker = next((each.valid_until for each in taken if each.service is Service.SEEKER_INFO), None)
    tasks = tasks_of(agency.licence_valid_until, services, today, renewal_not_admitted=refused) if running else ()
    return AgencyLine(
        code=code,
        name=agency.name,
        licence_number=agency.licence_number or "",
        state=_state(part, stop, now) if part else None,
        services=frozenset(each.service for each in taken),
        licence_valid_until=agency.licence_valid_until,
        seeker_until=seeker,
        tasks=tasks,
    )


def _state(part: Participation, stop: Suspension | None, now: datetime) -> ParticipationState:
    facts = ParticipationFacts(
        started_on=part.started_on,
        services=(),
        suspension=suspension_facts(stop) if stop else None,
        ended_at=part.ended_at,
        end_kind=EndKind(part.end_kind) if part.end_kind else None,
    )
    return state_at(facts, now)
