"""Agencies that apply, as plain functions with keyword overrides. Each commits what it made.

register("hikari")         an account's agency at its bureau, nothing applied for
apply_for_use("hikari")    a 利用申請 that is in order, registered at a moment
start("hikari")            taking part in both services since a day, with registered values
"""

from datetime import UTC, date, datetime
from typing import Any

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.effects.agencies import add_agency, put_registered
from app.agencies.effects.participation import start_participation
from app.agencies.models.agencies import Agency
from app.agencies.terms.applications import Asked, Refused
from app.agencies.terms.kinds import ApplicationKind, Service
from app.agencies.terms.particulars import Particulars
from app.agencies.usecases.applications import register_application, version_of
from app.db import db
from app.kernel.roles import Identity, Role
from app.offices.queries.offices import terms_versions
from app.web import idempotency
from tests.factories import enlist
from tests.rules.agencies.told import placed_before, told

REGISTERED = datetime(2026, 4, 15, 1, 0, tzinfo=UTC)
BUREAUX = {"hikari": "nagasaki", "minato": "kanagawa", "kaze": "nagasaki"}
"""Where the agencies of the cast apply."""


def place_of(kind: OrganisationKind, code: str) -> int:
    """The organisation of one of the cast."""
    found = find_organisation(kind, code)
    assert found, code
    return found.id


def agency_of(key: str) -> int:
    """The agency of one of the cast."""
    return place_of(OrganisationKind.AGENCY, key)


def register(key: str, *, now: datetime = REGISTERED) -> int:
    """One of the cast with the agency's own row: registered, nothing applied for. The agency's id."""
    account_id = enlist(key)[key]
    return _register(key, account_id, now)


@db.write
def _register(key: str, account_id: int, now: datetime) -> int:
    known = db.session.get(Agency, agency_of(key))
    bureau = place_of(OrganisationKind.BUREAU, BUREAUX[key])
    contact = {"contact_name": "光 美咲", "contact_mail": f"contact@{key}.example"}
    return (known or add_agency(agency_of(key), bureau, name=key, **contact, by=account_id, now=now)).id


def actor(key: str) -> Identity:
    """One of the cast as it acts for its agency."""
    account_id = enlist(key)[key]
    return Identity(roles=frozenset({Role.AGENCY}), account_id=account_id, agency_id=agency_of(key))


def press(key: str, asked: Asked, *, now: datetime, token: str | None = None) -> str | Refused:
    """Press the button of a confirmation that shows what is asked for."""
    given = {"version": version_of(asked), "token": token or idempotency.new_token()}
    return register_application(actor(key), asked.kind, asked, **given, now=now)


def apply_for_use(key: str, *, now: datetime, **other: Any) -> str:
    """A 利用申請 that is in order on the day of `now`: its number."""
    given = told(**{"placements": placed_before(now), **other})
    number = press(key, Asked(kind=ApplicationKind.USE, told=given), now=now)
    assert isinstance(number, str), number
    return number


@db.write
def start(
    key: str,
    *,
    on: date = date(2026, 4, 1),
    until: date | None = date(2027, 3, 31),
    particulars: Particulars | None = None,
) -> int:
    """Let a registered agency take part since a day: the participation's id.

    In both services where the seeker service has a limit, else with job offers alone.
    """
    agency = db.session.get_one(Agency, agency_of(key))
    put_registered(agency, particulars or told(seeker_info=until is not None))
    limits: dict[Service, date | None] = {Service.JOB_INFO: None}
    limits |= {Service.SEEKER_INFO: until} if until else {}
    version = terms_versions("info_service")[0].id
    return start_participation(agency.id, limits, on=on, terms_version_id=version, by=None, now=REGISTERED)
