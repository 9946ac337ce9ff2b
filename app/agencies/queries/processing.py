"""What decides whether a bureau may process an application, gathered from the rows as they are now."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from app.agencies.models.agencies import Agency, Application, BusinessOrder
from app.agencies.models.participation import Participation, ParticipationService
from app.agencies.queries.applications import application_facts
from app.agencies.queries.bans import accounts_under_order, bans_of
from app.agencies.queries.limits import licences_in_use
from app.agencies.queries.participation import service_facts
from app.agencies.rules.applications import checks
from app.agencies.rules.bans import keys_of
from app.agencies.rules.eligibility import services_asked_in
from app.agencies.rules.particulars import read
from app.agencies.terms.applications import Check
from app.agencies.terms.bans import Keys
from app.agencies.terms.kinds import ApplicationKind, BusinessOrderKind, Service
from app.agencies.terms.participation import ServiceFacts
from app.agencies.terms.particulars import Particulars
from app.agencies.terms.processing import OrderFacts, ProcessingFacts
from app.db import db
from app.kernel.calendar import Calendar
from app.kernel.moments import day_of
from app.offices.queries.offices import national_calendar


def processing_facts(row: Application, agency: Agency) -> ProcessingFacts:
    """Everything that decides about an application to be processed."""
    told = read(row.particulars) if row.particulars else None
    services, known = services_of([agency.id]).get(agency.id), {agency.id: keys_told(agency, told)}
    linked = db.session.get(Application, row.linked_id) if row.linked_id else None
    return ProcessingFacts(
        application=application_facts(row),
        linked=application_facts(linked) if linked else None,
        checks=checks_of(row, told, national_calendar()),
        bans=bans_of(known)[agency.id],
        orders=orders_against(known)[agency.id],
        asked=asked_in(row, told),
        services=services or (),
        is_taking_part=services is not None,
        is_closed=agency.closed_at is not None,
        licence_taken=agency.id in taken_elsewhere(known),
    )


def checks_of(row: Application, told: Particulars | None, calendar: Calendar) -> tuple[Check, ...]:
    """What the system finds in what an application tells; a withdrawal tells nothing to be checked."""
    return checks(ApplicationKind(row.kind), told, day_of(row.registered_at), calendar) if told else ()


def keys_told(agency: Agency, told: Particulars | None) -> Keys:
    """What an applicant is known by: what it tells now, else what is registered."""
    if told is None:
        return Keys(name=agency.name_key, licence=agency.licence_key, address=agency.address_key)
    return keys_of(told.name, told.licence_number, told.address)


def orders_against(asked: Mapping[int, Keys]) -> dict[int, tuple[OrderFacts, ...]]:
    """The orders against organisations, entered for this account or another of theirs, the oldest first (AGY-006)."""
    accounts = accounts_under_order(asked)
    entered = orders_of(set().union(*accounts.values()))
    found = {each: [order for account in sorted(accounts[each]) for order in entered[account]] for each in asked}
    return {each: tuple(sorted(orders, key=lambda order: order.from_on)) for each, orders in found.items()}


def taken_elsewhere(asked: Mapping[int, Keys]) -> frozenset[int]:
    """Of agencies by their ids, those whose licence number another account takes part under (AGY-060)."""
    users = licences_in_use(keys.licence for keys in asked.values() if keys.licence)
    return frozenset(each for each, keys in asked.items() if users.get(keys.licence or "", each) != each)


def orders_of(agency_ids: Iterable[int]) -> Mapping[int, tuple[OrderFacts, ...]]:
    """The orders against agencies by their ids, the oldest first."""
    found: dict[int, tuple[OrderFacts, ...]] = {}
    asked = select(BusinessOrder).where(BusinessOrder.agency_id.in_(tuple(agency_ids)))
    for row in db.session.scalars(asked.order_by(BusinessOrder.from_on, BusinessOrder.id)):
        found[row.agency_id] = (*found.get(row.agency_id, ()), order_facts(row))
    return found


def order_facts(row: BusinessOrder) -> OrderFacts:
    """An order's row as the rules see it."""
    return OrderFacts(
        kind=BusinessOrderKind(row.kind), from_on=row.from_on, until_on=row.until_on, improved_on=row.improved_on
    )


def services_of(agency_ids: Iterable[int]) -> Mapping[int, tuple[ServiceFacts, ...]]:
    """The services of the participations that run, by agency; an agency without one is not in it."""
    rows = (
        select(Participation.agency_id, ParticipationService)
        .join(ParticipationService, ParticipationService.participation_id == Participation.id)
        .where(Participation.agency_id.in_(tuple(agency_ids)), Participation.ended_at.is_(None))
        .order_by(ParticipationService.id)
    )
    found: dict[int, tuple[ServiceFacts, ...]] = {}
    for agency_id, row in db.session.execute(rows):
        found[agency_id] = (*found.get(agency_id, ()), service_facts(row))
    return found


def asked_in(row: Application, told: Particulars | None) -> frozenset[Service]:
    """The services an application asks for; of a withdrawal those it gives up alone."""
    if row.kind == ApplicationKind.WITHDRAW:
        return frozenset({Service(row.services)}) if row.services in set(Service) else frozenset()
    return services_asked_in(ApplicationKind(row.kind), told) if told else frozenset()
