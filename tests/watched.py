"""Agencies under watch, and those who watch over them, for the tests.

agency_id = watched.active("hikari")                      both services since 1 April, at the bureau of Nagasaki
watched.mori(), watched.hayashi()                         two officers of that bureau
watched.stop(agency_id, Ground.OTHER_BREACH, mori, now)   a case and a stop under it
"""

from datetime import date, datetime

from app.accounts.effects.people import add_account, add_grant, set_password
from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind, Scope
from app.agencies.effects.agencies import add_agency, put_mandatory, put_registered
from app.agencies.effects.participation import start_participation
from app.agencies.models.agencies import Agency
from app.agencies.queries.participation import Standing, find_standing
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import Ground
from app.db import db
from app.kernel.roles import Identity, Role
from app.offices.queries.offices import terms_in_force
from app.oversight.rules.cases import GROUNDS_OF
from app.oversight.terms.asking import NewCase
from app.oversight.terms.decisions import Begins, SuspensionChoice, SuspensionPlan
from app.oversight.usecases.cases import open_case
from app.oversight.usecases.suspensions import suspend_agency
from tests import factories
from tests.rules.agencies.told import told

STARTED = date(2026, 4, 1)
LIMIT = date(2027, 3, 31)
BOTH = {Service.JOB_INFO: None, Service.SEEKER_INFO: LIMIT}
REASON = "求人情報を、求職者でない第三者に渡した。"


def organisation(kind: OrganisationKind, code: str) -> int:
    """The id of an organisation of the cast."""
    found = find_organisation(kind, code)
    db.session.rollback()
    assert found, code
    return found.id


def active(
    key: str = "hikari", bureau: str = "nagasaki", *, started: date = STARTED, services=BOTH, **values: object
) -> int:
    """An agency of the cast that takes part; its id. `values` change what is registered."""
    factories.open_offices()
    account_id = factories.enlist(key)[key]
    ids = organisation(OrganisationKind.AGENCY, key), organisation(OrganisationKind.BUREAU, bureau)
    return _active(account_id, *ids, started=started, services=services, values=values)


@db.write
def _active(account_id: int, agency_id: int, bureau_id: int, *, started: date, services, values) -> int:
    now = factories.OPENING
    particulars = told(**values)
    person = {"contact_name": "光 美咲", "contact_mail": "misaki@hikari.example", "by": account_id}
    agency = add_agency(agency_id, bureau_id, name=particulars.name, now=now, **person)
    put_registered(agency, particulars)
    if particulars.mandatory:
        put_mandatory(agency_id, particulars.mandatory, application_id=None, now=now)
    terms = terms_in_force("info_service", started)
    start_participation(agency_id, services, on=started, terms_version_id=terms.id, by=None, now=now)
    return agency_id


def person(key: str, role: Role, **scope: object) -> Identity:
    """One of the cast as use-cases know them."""
    return Identity(roles=frozenset({role}), account_id=factories.enlist(key)[key], **scope)


def bureau(code: str) -> int:
    """The id of a bureau."""
    return organisation(OrganisationKind.BUREAU, code)


def mori() -> Identity:
    """An officer of Nagasaki's bureau."""
    return person("mori", Role.BUREAU, bureau_id=bureau("nagasaki"))


def ono() -> Identity:
    """An officer of Kanagawa's bureau."""
    return person("ono", Role.BUREAU, bureau_id=bureau("kanagawa"))


def oda() -> Identity:
    """Somebody of the ministry."""
    return person("oda", Role.MINISTRY)


def ueda() -> Identity:
    """Somebody of operations."""
    return person("ueda", Role.OPERATIONS)


def nishi() -> Identity:
    """Staff of Hello Work offices in Nagasaki."""
    return person("nishi", Role.STAFF, offices=frozenset({"nagasaki_main"}))


def kato() -> Identity:
    """The manager of Kanagawa's centre, which is no Hello Work office."""
    return person("kato", Role.MANAGER, offices=frozenset({"kanagawa"}))


def hikari(agency_id: int) -> Identity:
    """Somebody of the agency."""
    return person("hikari", Role.AGENCY, agency_id=agency_id)


def minato(agency_id: int) -> Identity:
    """Somebody of another agency."""
    return person("minato", Role.AGENCY, agency_id=agency_id)


def hayashi(kind: OrganisationKind = OrganisationKind.BUREAU, code: str = "nagasaki") -> Identity:
    """A second person of an organisation, by default of Nagasaki's bureau."""
    role = Role.BUREAU if kind is OrganisationKind.BUREAU else Role.OPERATIONS
    place = organisation(kind, code)
    account_id = _hired(f"hayashi-{code}", role, place)
    bureau_id = place if kind is OrganisationKind.BUREAU else None
    return Identity(roles=frozenset({role}), account_id=account_id, bureau_id=bureau_id)


@db.write
def _hired(who: str, role: Role, place: int) -> int:
    account = add_account(role, name=who, mail=f"{who}@office.example", now=factories.OPENING)
    assert account, who
    set_password(account, factories.password_hash(), factories.OPENING)
    scope = Scope(role=role, organisation_id=place)
    add_grant(account.id, scope, by=None, why="tests", now=factories.OPENING)
    return account.id


def opened(agency_id: int, ground: Ground, by: Identity, now: datetime) -> str:
    """A case on a ground; its number."""
    kind = next(kind for kind, grounds in GROUNDS_OF.items() if ground in grounds)
    number = open_case(agency_id, NewCase(kind=kind, ground=ground, facts=REASON), by=by, now=now)
    assert isinstance(number, str), number
    return number


def stop(
    agency_id: int, ground: Ground, by: Identity, now: datetime, *, begins: Begins = Begins.MIDNIGHT, **more: date
) -> str:
    """A case with a stop under it; its number."""
    number = opened(agency_id, ground, by, now)
    plan = suspend_agency(number, SuspensionChoice(begins=begins, reason=REASON, **more), by=by, now=now)
    assert isinstance(plan, SuspensionPlan), plan
    return number


def standing(agency_id: int, now: datetime) -> Standing:
    """Where an agency stands."""
    db.session.rollback()
    db.session.expire_all()
    found = find_standing(agency_id, now)
    db.session.rollback()
    assert found
    return found


def agency(agency_id: int) -> Agency:
    """The agency's row as it is."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Agency, agency_id)
