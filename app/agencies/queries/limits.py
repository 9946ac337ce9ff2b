"""Reading which agencies take part, and whose licence or seeker service has passed its limit, in one statement."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, or_, select

from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation, ParticipationService, Suspension
from app.agencies.queries.participation import service_facts
from app.agencies.rules.participation import services_held
from app.agencies.terms.kinds import Service
from app.db import db


def taking_part(bureau_id: int | None, today: date) -> Select[tuple[int, str, int, bool, bool]]:
    """A SELECT of every agency whose participation runs: `id`, `name`, `bureau_id`, `past_limit`, `past_stop`.

    Of one bureau, or of all; `past_limit` is whether some limit has passed, `past_stop` whether the last day of a stop
    that nothing ended yet has.
    """
    past = or_(Agency.licence_valid_until < today, func.min(ParticipationService.valid_until) < today)
    found = (
        select(
            Agency.id,
            Agency.name,
            Agency.bureau_id,
            func.coalesce(past, False).label("past_limit"),
            func.coalesce(func.min(Suspension.last_day) < today, False).label("past_stop"),
        )
        .join(Participation, Participation.agency_id == Agency.id)
        .join(ParticipationService, ParticipationService.participation_id == Participation.id)
        .outerjoin(Suspension, (Suspension.participation_id == Participation.id) & Suspension.ended_at.is_(None))
        .where(Participation.ended_at.is_(None), ParticipationService.ended_on.is_(None))
        .group_by(Agency.id, Agency.name, Agency.bureau_id, Agency.licence_valid_until)
    )
    return found if bureau_id is None else found.where(Agency.bureau_id == bureau_id)


def services_taken() -> Select[tuple[int, str, date, date | None]]:
    """A SELECT of every service of a participation that runs, to join on: `agency_id`, `service`, from when until when.

    `ended_on` is the first day on which one that was given up is no longer taken part in.
    """
    service = ParticipationService
    running = (Participation.id == service.participation_id) & Participation.ended_at.is_(None)
    found = select(Participation.agency_id, service.service, service.from_on, service.ended_on)
    return found.join(Participation, running)


def held_services(agency_id: int) -> frozenset[Service]:
    """The services an agency takes part in and has not given up; none without a running participation (Q-32)."""
    mine = select(ParticipationService).join(Participation, Participation.id == ParticipationService.participation_id)
    rows = db.session.scalars(mine.where(Participation.agency_id == agency_id, Participation.ended_at.is_(None)))
    return services_held(service_facts(each) for each in rows)


def licences_in_use(licence_keys: Iterable[str]) -> dict[str, int]:
    """Which agency takes part under each of these folded licence numbers; at most one does (AGY-060)."""
    running = select(Participation.licence_key, Participation.agency_id).where(Participation.ended_at.is_(None))
    found = running.where(Participation.licence_key.in_(frozenset(licence_keys)))
    return {key: agency_id for key, agency_id in db.session.execute(found) if key is not None}
