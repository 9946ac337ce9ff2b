"""Reading the accounts of agencies: how long they wait for an address, and who registered at a bureau."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.queries.people import find_organisation, organisation_codes
from app.accounts.terms import OrganisationKind
from app.agencies.models.agencies import Agency
from app.agencies.rules.registration import address_wait
from app.agencies.terms.registration import AddressWait, Registered
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.days import national_calendar

SHOWN = 100


def find_address_wait(agency_id: int, now: datetime) -> AddressWait | None:
    """How long an agency waits for its bureau's address; None for an organisation that registered no agency."""
    row = db.session.get(Agency, agency_id)
    if row is None:
        return None
    calendar = national_calendar()
    return address_wait(day_of(row.registered_at), row.bureau_address_sent_at, day_of(now), calendar)


def registered_at(bureau_id: int) -> tuple[Registered, ...]:
    """The newest agencies of a bureau, those that wait for its address first, the oldest of them on top."""
    mine = select(Agency).where(Agency.bureau_id == bureau_id, Agency.closed_at.is_(None))
    waiting = mine.where(Agency.bureau_address_sent_at.is_(None)).order_by(Agency.registered_at, Agency.id)
    told = mine.where(Agency.bureau_address_sent_at.is_not(None)).order_by(Agency.registered_at.desc(), Agency.id)
    rows = (*db.session.scalars(waiting.limit(SHOWN)), *db.session.scalars(told.limit(SHOWN)))
    codes = organisation_codes(row.id for row in rows)
    return tuple(_registered(row, codes[row.id]) for row in rows)


def find_agency_at(bureau_id: int | None, code: str) -> int | None:
    """The agency of a code if it applies at this bureau; None for another's as for a missing one."""
    place = find_organisation(OrganisationKind.AGENCY, code)
    row = db.session.get(Agency, place.id) if place else None
    return row.id if row and row.bureau_id == bureau_id else None


def _registered(row: Agency, code: str) -> Registered:
    return Registered(
        code=code,
        name=row.name,
        contact_name=row.contact_name,
        contact_mail=row.contact_mail,
        registered_at=row.registered_at,
        sent_at=row.bureau_address_sent_at,
    )
