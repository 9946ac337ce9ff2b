"""Finding agencies by the code of an address or by what an officer types, and whom to write to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, or_, select

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.models.agencies import Agency, MandatoryInfoVersion
from app.agencies.rules.particulars import read
from app.agencies.terms.particulars import Officer
from app.db import db

MOST_FOUND = 50


@dataclass(frozen=True, kw_only=True)
class AgencyLine:
    """An agency as lists of those who watch over it show it."""

    id: int
    name: str
    bureau_id: int
    licence_number: str | None
    licence_valid_until: date | None
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Addressees:
    """Whom an agency named: the contact officer of the registration, the officers of what is registered."""

    contact_name: str
    contact_mail: str
    privacy_name: str
    privacy_mail: str


def find_agency_by_code(code: str) -> AgencyLine | None:
    """The agency of a code; None for none, and for an organisation that registered no agency."""
    organisation = find_organisation(OrganisationKind.AGENCY, code)
    agency = db.session.get(Agency, organisation.id) if organisation else None
    return _line(agency) if agency else None


def agency_lines(ids: frozenset[int]) -> dict[int, AgencyLine]:
    """These agencies by their ids."""
    found = db.session.scalars(select(Agency).where(Agency.id.in_(ids)).order_by(Agency.id)) if ids else ()
    return {row.id: _line(row) for row in found}


def agency_ids_of(bureau_id: int | None) -> Select[tuple[int]]:
    """A SELECT of the agencies of a bureau, to join on; of none without one."""
    return select(Agency.id).where(Agency.bureau_id == bureau_id)


def every_agency_id() -> Select[tuple[int]]:
    """The same of every agency."""
    return select(Agency.id)


def only(agency_id: int) -> Select[tuple[int]]:
    """The same of one agency."""
    return these((agency_id,))


def these(agency_ids: Collection[int]) -> Select[tuple[int]]:
    """The same of some agencies."""
    return select(Agency.id).where(Agency.id.in_(agency_ids))


def search_agencies(words: str, bureau_id: int | None = None) -> tuple[AgencyLine, ...]:
    """Agencies whose name or licence number holds `words`, of one bureau where given; by name, at most fifty."""
    found = select(Agency).order_by(Agency.name, Agency.id).limit(MOST_FOUND)
    if bureau_id is not None:
        found = found.where(Agency.bureau_id == bureau_id)
    if words:
        found = _holding(found, words)
    return tuple(_line(row) for row in db.session.scalars(found))


def addressees_of(agency_id: int) -> Addressees:
    """Whom to write to at an agency; the contact officer where no other officer with an address is registered."""
    agency = db.session.get_one(Agency, agency_id)
    privacy = read(agency.particulars).privacy_officer if agency.particulars else None
    reachable = privacy if privacy and privacy.mail else _contact(agency)
    return Addressees(
        contact_name=agency.contact_name,
        contact_mail=agency.contact_mail,
        privacy_name=reachable.name,
        privacy_mail=reachable.mail,
    )


def newest_mandatory_info(agency_id: int) -> int | None:
    """The id of the version of what the agency tells seekers that is newest; None where there is none."""
    versions = select(MandatoryInfoVersion.id).where(MandatoryInfoVersion.agency_id == agency_id)
    return db.session.scalar(versions.order_by(MandatoryInfoVersion.version.desc()).limit(1))


def _contact(agency: Agency) -> Officer:
    return Officer(name=agency.contact_name, mail=agency.contact_mail, phone="", is_full_time=True)


def _holding(found: Select[tuple[Agency]], words: str) -> Select[tuple[Agency]]:
    return found.where(
        or_(Agency.name.contains(words, autoescape=True), Agency.licence_number.contains(words, autoescape=True))
    )


def _line(agency: Agency) -> AgencyLine:
    return AgencyLine(
        id=agency.id,
        name=agency.name,
        bureau_id=agency.bureau_id,
        licence_number=agency.licence_number,
        licence_valid_until=agency.licence_valid_until,
        closed_at=agency.closed_at,
    )
