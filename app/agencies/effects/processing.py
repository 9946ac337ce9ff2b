"""What follows from an application that is processed, in the transaction that processes it (RULES c)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from app.agencies.effects import participation as taking_part
from app.agencies.effects.agencies import put_mandatory, put_registered
from app.agencies.effects.closing import close_agency
from app.agencies.models.agencies import Agency, Application
from app.agencies.models.participation import ParticipationService, Suspension
from app.agencies.queries.participation import running_participation
from app.agencies.rules.eligibility import services_asked
from app.agencies.rules.particulars import read
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import EndKind, Ground, ParticipationAct
from app.agencies.terms.particulars import Particulars
from app.agencies.terms.processing import Decided
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.offices import terms_in_force

TERMS_SET = "info_service"
CLOSED_BY_WITHDRAWAL = "withdrawn"


def start_use(agency: Agency, application: Application, decided: Decided, *, by: int | None, now: datetime) -> None:
    """利用申請: the values are registered, and use starts under the terms of its first day (AGY-016, AGY-106)."""
    told = register(agency, application, now)
    limits = {each: decided.seeker_until if each is Service.SEEKER_INFO else None for each in services_asked(told)}
    version = terms_in_force(TERMS_SET, decided.start_on)
    taking_part.start_participation(agency.id, limits, on=decided.start_on, terms_version_id=version.id, by=by, now=now)


def change(agency: Agency, application: Application, decided: Decided, *, by: int | None, now: datetime) -> None:
    """変更申請: the new values replace the old ones, a service newly asked for is added (AGY-011, AGY-057, AGY-137)."""
    participation_id = running_participation(agency.id).id
    before = agency.licence_valid_until
    told = register(agency, application, now)
    for service in sorted(services_asked(told) - _taken(participation_id)):
        limit = decided.seeker_until if service is Service.SEEKER_INFO else None
        taking_part.add_service(participation_id, service, on=decided.start_on, valid_until=limit)
        added = {"service": service, "day": decided.start_on}
        taking_part.note(participation_id, ParticipationAct.SERVICE_ADDED, by=by, now=now, **added)
    taking_part.note(participation_id, ParticipationAct.CHANGED, by=by, now=now)
    valid_until = told.licence_valid_until
    if valid_until is not None and valid_until >= day_of(now) and valid_until != before:
        improve(participation_id, Ground.LICENCE_LAPSED, now)


def renew(agency: Agency, application: Application, decided: Decided, *, by: int | None, now: datetime) -> None:
    """更新申請: the seeker service is valid until another day, the placements told are those of now (AGY-010)."""
    participation_id = running_participation(agency.id).id
    if agency.particulars and application.particulars:
        placements = read(application.particulars).placements
        put_registered(agency, replace(read(agency.particulars), placements=placements))
    theirs = update(ParticipationService).where(ParticipationService.participation_id == participation_id)
    seeker = theirs.where(ParticipationService.service == Service.SEEKER_INFO, ParticipationService.ended_on.is_(None))
    db.session.execute(seeker.values(valid_until=decided.seeker_until))
    renewed = {"service": Service.SEEKER_INFO, "day": decided.seeker_until}
    taking_part.note(participation_id, ParticipationAct.RENEWED, by=by, now=now, **renewed)
    improve(participation_id, Ground.SERVICE_LAPSED, now)


def withdraw(agency: Agency, application: Application, decided: Decided, *, by: int | None, now: datetime) -> None:
    """退会申請: one service is given up, or use ends and the accounts with it (AGY-013, AGY-014, AGY-136; Q-32)."""
    participation_id = running_participation(agency.id).id
    given_up = given_up_by(application) or _taken(participation_id)
    if given_up < _taken(participation_id):
        for service in sorted(given_up):
            give_up(participation_id, service, by=by, now=now)
        return
    taking_part.end_participation(participation_id, EndKind.WITHDRAWN, reapply_from=None, by=by, now=now)
    close_agency(agency, by=by, why=CLOSED_BY_WITHDRAWAL, now=now)


def give_up(participation_id: int, service: Service, *, by: int | None, now: datetime) -> None:
    """End one service alone; what was acquired in the seeker service becomes invisible with it (AGY-055, Q-32).

    It mends a stop for its own limit that passed: 退会申請 is what 2(2) asks of who cannot renew (AGY-013, AGY-084).
    """
    mine = select(ParticipationService).where(ParticipationService.participation_id == participation_id)
    taken = mine.where(ParticipationService.service == service, ParticipationService.ended_on.is_(None))
    row = db.session.scalars(taken).one()
    row.ended_on = max(day_of(now), row.from_on)
    db.session.flush()
    if service is Service.SEEKER_INFO:
        taking_part.raise_stop_count(taking_part.agency_of(participation_id))
        improve(participation_id, Ground.SERVICE_LAPSED, now)
    ended = {"service": service, "day": row.ended_on}
    taking_part.note(participation_id, ParticipationAct.SERVICE_WITHDRAWN, by=by, now=now, **ended)


def given_up_by(application: Application) -> frozenset[Service]:
    """The services a withdrawal gives up alone; none where it gives up everything."""
    return frozenset({Service(application.services)}) if application.services in set(Service) else frozenset()


def register(agency: Agency, application: Application, now: datetime) -> Particulars:
    """Let what an application tells be what is registered, and what seekers are told a new version where it changed."""
    told = read(application.particulars or "")
    put_registered(agency, told)
    if told.mandatory is not None:
        put_mandatory(agency.id, told.mandatory, application_id=application.id, now=now)
    return told


def improve(participation_id: int, ground: Ground, now: datetime) -> None:
    """Keep that the cause of a stop on this ground was mended, whichever stop holds now (AGY-084, Q-42)."""
    taking_part.note_improvement(participation_id, now, only=Suspension.ground == ground.value)


def mend_stop(participation_id: int, suspension_id: int, now: datetime) -> None:
    """The same of one stop."""
    taking_part.note_improvement(participation_id, now, only=Suspension.id == suspension_id)


def _taken(participation_id: int) -> frozenset[Service]:
    """The services of a participation that were not given up."""
    mine = select(ParticipationService.service).where(ParticipationService.participation_id == participation_id)
    return frozenset(Service(each) for each in db.session.scalars(mine.where(ParticipationService.ended_on.is_(None))))
