"""Reading the public lists: who takes part, and whose use was ended (5).

What time changes is read: a suspension that is over no longer stands here, whether or not a routine has run.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation, ParticipationService, Suspension
from app.agencies.queries.participation import service_facts, suspension_facts
from app.agencies.rules.keys import licence_key, name_key
from app.agencies.rules.participation import is_suspended, takes_part
from app.agencies.terms.kinds import AgencyKind, Service
from app.agencies.terms.lists import A_PAGE, Listed, ListQuery, Participant, Terminated
from app.agencies.terms.participation import EndKind
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.bureaux import list_bureaux


def listed(asked: ListQuery, now: datetime) -> Listed:
    """A page of who takes part, by name (AGY-021): active or stopped, never applying, withdrawn or terminated."""
    matching = _matching(asked, now)
    count = db.session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    pages = max(1, -(-count // A_PAGE))
    page = min(max(1, asked.page), pages)
    rows = _participants(matching.limit(A_PAGE).offset((page - 1) * A_PAGE), now)
    return Listed(rows=rows, count=count, page=page, pages=pages)


def everyone_listed(asked: ListQuery, now: datetime) -> tuple[Participant, ...]:
    """The whole list, for a file or for paper."""
    return _participants(_matching(asked, now), now)


def terminated(today: date) -> tuple[Terminated, ...]:
    """Whose use was ended, the latest first, until the three years are over (AGY-024)."""
    ended = (
        select(Agency, Participation)
        .join(Participation, Participation.agency_id == Agency.id)
        .where(Participation.end_kind == EndKind.TERMINATED.value, Participation.reapply_from > today)
        .order_by(Participation.ended_at.desc(), Participation.id)
    )
    return tuple(_terminated(*row) for row in db.session.execute(ended))


def _matching(asked: ListQuery, now: datetime) -> Select[Any]:
    started = and_(Participation.agency_id == Agency.id, Participation.started_on <= day_of(now))
    running = and_(started, or_(Participation.ended_at.is_(None), Participation.ended_at > now))
    stop = and_(Suspension.participation_id == Participation.id, Suspension.ended_at.is_(None))
    found = select(Agency, Participation.id, Suspension).join(Participation, running).outerjoin(Suspension, stop)
    return found.where(*_conditions(asked, now)).order_by(Agency.name_key, Agency.id)


def _conditions(asked: ListQuery, now: datetime) -> Iterable[ColumnElement[bool]]:
    if asked.words:
        by_name = Agency.name_key.contains(name_key(asked.words), autoescape=True)
        yield or_(by_name, Agency.licence_key == licence_key(asked.words))
    if asked.bureau:
        yield Agency.bureau_id.in_([each.id for each in list_bureaux() if each.code == asked.bureau])
    if asked.service is not None:
        mine = select(ParticipationService.id).where(ParticipationService.participation_id == Participation.id)
        taken = or_(ParticipationService.ended_on.is_(None), ParticipationService.ended_on > day_of(now))
        yield mine.where(ParticipationService.service == asked.service.value, taken).exists()


def _participants(found: Select[Any], now: datetime) -> tuple[Participant, ...]:
    rows = db.session.execute(found).all()
    services = _services([participation_id for _, participation_id, _ in rows], day_of(now))
    bureaux = {each.id: each.name for each in list_bureaux()}
    return tuple(
        _participant(agency, services.get(participation_id, frozenset()), stop, bureaux[agency.bureau_id], now)
        for agency, participation_id, stop in rows
    )


def _services(participation_ids: list[int], today: date) -> dict[int, frozenset[Service]]:
    found: dict[int, frozenset[Service]] = {}
    rows = select(ParticipationService).where(ParticipationService.participation_id.in_(participation_ids))
    for row in db.session.scalars(rows.order_by(ParticipationService.id)):
        facts = service_facts(row)
        if takes_part(facts, today):
            found[row.participation_id] = found.get(row.participation_id, frozenset()) | {facts.service}
    return found


def _participant(
    agency: Agency, services: frozenset[Service], stop: Suspension | None, bureau: str, now: datetime
) -> Participant:
    return Participant(
        name=agency.name,
        address=agency.address or "",
        licence_number=agency.licence_number or "",
        kind=AgencyKind(agency.kind),
        bureau=bureau,
        services=services,
        handles_subsidies=bool(agency.handles_subsidies),
        has_privacy_mark=bool(agency.has_privacy_mark),
        has_excellent_mark=bool(agency.has_excellent_mark),
        is_stopped=stop is not None and is_suspended(suspension_facts(stop), now),
    )


def _terminated(agency: Agency, ended: Participation) -> Terminated:
    if ended.ended_at is None or ended.reapply_from is None:
        raise ValueError(f"participation {ended.id} was not terminated")
    return Terminated(
        name=agency.name,
        address=agency.address or "",
        licence_number=agency.licence_number or "",
        terminated_on=day_of(ended.ended_at),
        reapply_from=ended.reapply_from,
    )
