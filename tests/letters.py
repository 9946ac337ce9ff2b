"""An agency that takes part, and seekers it may write to, for the tests of messages. Each commits what it made."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import insert, select

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.effects.agencies import add_agency, put_mandatory, put_registered
from app.agencies.effects.participation import start_participation
from app.agencies.models.agencies import Agency
from app.agencies.terms.kinds import Service
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import Thread
from app.offices.models.terms import TermsVersionRow
from app.offices.queries.bureaux import find_bureau_by_code
from app.seekers.effects.acquisitions import acquire
from app.seekers.models.records import SeekerChoice, SeekerRecord
from tests import factories
from tests.rules.agencies.told import told

STARTED = datetime(2026, 4, 1, tzinfo=UTC)
LIMIT = date(2027, 3, 31)
LETTER = "はじめまして。ご希望に近い介護の求人が3件あります。"


def open_agency(key: str = "hikari", *others: str) -> tuple[Identity, ...]:
    """One of the demo's agencies, active in both services, and its people as they act."""
    factories.open_offices()
    people = factories.enlist(key, *others)
    agency_id = _open(key, people[key])
    return tuple(identity(account_id, agency_id) for account_id in people.values())


def identity(account_id: int, agency_id: int) -> Identity:
    """A person of an agency as he acts."""
    return Identity(roles=frozenset({Role.AGENCY}), account_id=account_id, agency_id=agency_id)


@db.write
def _open(key: str, by: int) -> int:
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    bureau = find_bureau_by_code("nagasaki")
    assert organisation, key
    assert bureau
    contact = {"contact_name": "光 美咲", "contact_mail": "contact@hikari.example"}
    agency = add_agency(organisation.id, bureau.id, name=organisation.name, by=by, now=STARTED, **contact)
    registered = told(name=organisation.name, licence_number=f"42-ユ-3{organisation.id:05}")
    put_registered(agency, registered)
    assert registered.mandatory
    put_mandatory(agency.id, registered.mandatory, application_id=None, now=STARTED)
    terms = select(TermsVersionRow.id).where(TermsVersionRow.terms_set == "info_service").order_by(TermsVersionRow.id)
    version = db.session.scalars(terms).first()
    assert version
    limits = {Service.JOB_INFO: None, Service.SEEKER_INFO: LIMIT}
    start_participation(agency.id, limits, on=date(2026, 4, 1), terms_version_id=version, by=by, now=STARTED)
    return agency.id


@db.write
def offer(
    count: int, *, account_id: int | None = None, valid_until: date = date(2026, 12, 31), first: int = 0
) -> Sequence[int]:
    """So many records that seekers offer, the first of `account_id`; their ids."""
    same = {
        "experience": "介護 5年",
        "qualifications": "介護福祉士",
        "wishes": "",
        "wage": 250_000,
        "wage_unit": "month",
    }
    same |= {"age_band": None, "offered_at": STARTED, "valid_until": valid_until, "withdrawn_at": None}
    rows = [
        {
            **same,
            "account_id": account_id if place == first else None,
            "seeker_index": f"{place:064d}",
            "shuffle": place,
        }
        for place in range(first, first + count)
    ]
    made = db.session.scalars(insert(SeekerRecord).returning(SeekerRecord.id), rows).all()
    choices = (("occupation", "care"), ("area", "42"), ("employment", "regular"), ("hours", "full"))
    chosen = [{"record_id": each, "kind": kind, "code": code, "shuffle": 0} for each in made for kind, code in choices]
    db.session.execute(insert(SeekerChoice), chosen)
    return made


@db.write
def hold(record_id: int, *, by: Identity, now: datetime) -> None:
    """Let the agency of a person hold a record from now on."""
    acquire([record_id], agency_id=by.agency_id or 0, stop_count=0, by=by.account_id or 0, now=now)


def stop_count() -> int:
    """The only agency's count of stops."""
    return db.session.scalars(select(Agency.stop_count)).one()


def numbers_of_threads(threads: dict[int, int]) -> dict[int, str]:
    """The number of each record's thread, as addresses name it."""
    numbers = dict(db.session.execute(select(Thread.id, Thread.number)).all())
    db.session.rollback()
    return {record_id: numbers[thread_id] for record_id, thread_id in threads.items()}
