"""Reading where an agency stands: its row, its participation with what the state follows from, its account's time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.queries.people import find_organisation, organisation_codes
from app.accounts.terms import OrganisationKind
from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation, ParticipationService, Suspension
from app.agencies.rules.participation import open_services, past_term_services, state_at
from app.agencies.terms.kinds import AgencyKind, Service
from app.agencies.terms.participation import (
    EndKind,
    ParticipationFacts,
    ParticipationState,
    ServiceFacts,
    SuspensionEnd,
    SuspensionFacts,
)
from app.db import db


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an agency stands at a moment; `participation` is its newest, None before the first."""

    agency_id: int
    code: str
    name: str
    bureau_id: int
    kind: AgencyKind | None
    stop_count: int
    registered_at: datetime
    closed_at: datetime | None
    participation_id: int | None
    facts: ParticipationFacts | None
    at: datetime

    @property
    def state(self) -> ParticipationState | None:
        """The participation's state; None before the first."""
        return state_at(self.facts, self.at) if self.facts else None

    @property
    def open_services(self) -> frozenset[Service]:
        """The services that run."""
        return open_services(self.facts, self.at) if self.facts else frozenset()

    @property
    def past_term(self) -> frozenset[Service]:
        """The services whose limit has passed."""
        return past_term_services(self.facts, self.at) if self.facts else frozenset()


def find_standing(agency_id: int, now: datetime) -> Standing | None:
    """Where the agency of an organisation stands at `now`; None for an organisation that registered no agency."""
    return find_standings([agency_id], now).get(agency_id)


def find_standings(agency_ids: Iterable[int], now: datetime) -> dict[int, Standing]:
    """Where agencies stand at `now`, in the order they are asked for; nothing of who registered no agency."""
    ids = list(agency_ids)
    agencies = {row.id: row for row in db.session.scalars(select(Agency).where(Agency.id.in_(ids)).order_by(Agency.id))}
    codes = organisation_codes(agencies)
    rows: dict[int, list[Row[Any]]] = {each: [] for each in agencies}
    for row in db.session.execute(participation_rows(*agencies)):
        rows[row.Participation.agency_id].append(row)
    return {each: _standing(agencies[each], codes[each], rows[each], now) for each in ids if each in agencies}


def _standing(agency: Agency, code: str, rows: Sequence[Row[Any]], now: datetime) -> Standing:
    return Standing(
        agency_id=agency.id,
        code=code,
        name=agency.name,
        bureau_id=agency.bureau_id,
        kind=AgencyKind(agency.kind) if agency.kind else None,
        stop_count=agency.stop_count,
        registered_at=agency.registered_at,
        closed_at=agency.closed_at,
        participation_id=rows[0].Participation.id if rows else None,
        facts=participation_facts(rows, agency.licence_valid_until),
        at=now,
    )


def agency_of_code(code: str) -> tuple[int, int] | None:
    """The agency of a code in addresses, with its bureau; None where there is none."""
    place = find_organisation(OrganisationKind.AGENCY, code)
    row = db.session.get(Agency, place.id) if place else None
    return (row.id, row.bureau_id) if row else None


def running_participation(agency_id: int) -> Participation:
    """The participation of an agency that has not ended; it must exist."""
    running = select(Participation).where(Participation.agency_id == agency_id, Participation.ended_at.is_(None))
    return db.session.scalars(running).one()


def find_running_participation(agency_id: int) -> Participation | None:
    """The same; None for an agency that does not take part."""
    running = select(Participation).where(Participation.agency_id == agency_id, Participation.ended_at.is_(None))
    return db.session.scalars(running).first()


def stop_counts(agency_ids: Iterable[int]) -> dict[int, int]:
    """How often each of these agencies was stopped for good (AGY-055)."""
    counted = select(Agency.id, Agency.stop_count).where(Agency.id.in_(list(agency_ids))).order_by(Agency.id)
    return dict(db.session.execute(counted).all())


def stop_count_of(agency_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """The same for the agency of another table's row, to compare with in its SELECT."""
    return select(Agency.stop_count).where(Agency.id == agency_id).scalar_subquery()


def stopped_agencies() -> Select[tuple[int]]:
    """A SELECT of the agencies that were ever stopped for good (AGY-055): of the others nothing is from before that."""
    return select(Agency.id).where(Agency.stop_count > 0)


def agencies_let_go_on(since: datetime, until: datetime) -> Select[tuple[int]]:
    """A SELECT of the agencies of which a stop of use ended in this time."""
    ended = Suspension.ended_at.between(since, until)
    return (
        select(Participation.agency_id).join(Suspension, Suspension.participation_id == Participation.id).where(ended)
    )


def participation_rows(*agency_ids: int | BindParameter[int]) -> Select[Any]:
    """The SELECT of each agency's newest participation, its newest suspension with it: a row for each service.

    For whoever reads more beside it in one statement; `participation_facts` reads the rows.
    """
    newest = select(func.max(Participation.id)).where(Participation.agency_id.in_(agency_ids))
    stop = select(func.max(Suspension.id)).where(Suspension.participation_id == Participation.id)
    return (
        select(Participation, ParticipationService, Suspension)
        .outerjoin(ParticipationService, ParticipationService.participation_id == Participation.id)
        .outerjoin(Suspension, Suspension.id == stop.correlate(Participation).scalar_subquery())
        .where(Participation.id.in_(newest.group_by(Participation.agency_id)))
        .order_by(ParticipationService.id)
    )


def participation_facts(rows: Sequence[Row[Any]], licence_valid_until: date | None) -> ParticipationFacts | None:
    """What the state of a participation follows from, read from `participation_rows`; None before the first."""
    if not rows:
        return None
    row, suspension = rows[0].Participation, rows[0].Suspension
    services = (each.ParticipationService for each in rows)
    return ParticipationFacts(
        started_on=row.started_on,
        services=tuple(service_facts(each) for each in services if each is not None),
        licence_valid_until=licence_valid_until,
        suspension=suspension_facts(suspension) if suspension else None,
        ended_at=row.ended_at,
        end_kind=EndKind(row.end_kind) if row.end_kind else None,
        reapply_from=row.reapply_from,
    )


def running_services(rows: Sequence[Row[Any]], now: datetime) -> frozenset[Service]:
    """The services that run at `now`, read from `participation_rows`."""
    facts = participation_facts(rows, None)
    return open_services(facts, now) if facts else frozenset()


def service_facts(row: ParticipationService) -> ServiceFacts:
    """A service's row as the rules see it."""
    return ServiceFacts(
        service=Service(row.service), from_on=row.from_on, valid_until=row.valid_until, ended_on=row.ended_on
    )


def suspension_facts(row: Suspension) -> SuspensionFacts:
    """A suspension's row as the rules see it."""
    return SuspensionFacts(
        end_kind=SuspensionEnd(row.end_kind),
        begins_at=row.begins_at,
        last_day=row.last_day,
        needs_improvement=row.needs_improvement,
        improved_at=row.improved_at,
        ended_at=row.ended_at,
    )


def agency_of(participation_id: int) -> int:
    """The agency of a participation, which must exist."""
    return db.session.get_one(Participation, participation_id).agency_id
