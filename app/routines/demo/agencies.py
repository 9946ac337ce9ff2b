"""The agencies of the demo: one takes part, one has applied, one is suspended, as their bureaux made them so."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.accounts.queries.grants import identity_of
from app.accounts.queries.people import find_account_by_mail, find_organisation
from app.accounts.terms import OrganisationKind
from app.accounts.usecases.cast import mail_of, people_of
from app.agencies.effects.agencies import add_agency
from app.agencies.effects.applications import add_application
from app.agencies.effects.participation import lock_agency, suspend
from app.agencies.queries.dates import document_deadline
from app.agencies.queries.participation import find_standing
from app.agencies.terms.contacts import BureauContact
from app.agencies.terms.kinds import ApplicationKind, ReceivedWay
from app.agencies.terms.participation import Ground, NewSuspension, SuspensionEnd
from app.agencies.terms.particulars import Particulars
from app.agencies.terms.processing import Decided, Receipt
from app.agencies.usecases.bureau_settings import set_bureau_contact
from app.agencies.usecases.processing import process_application
from app.agencies.usecases.receipt import receive_document
from app.agencies.usecases.registration import send_bureau_address
from app.db import db
from app.kernel.moments import at, day_of
from app.kernel.roles import Identity, Surface
from app.offices.queries.bureaux import find_bureau_by_code
from app.offices.queries.offices import national_calendar
from app.oversight.queries.dates import suspension_end
from app.routines.demo.agencies_told import CHANGED, HIKARI, KAZE, MINATO, since

NOON = time(12)
STOPPED_FOR = "提供された求人情報を、求職者ではない人も見られるインターネットの広告に載せていました。"


@dataclass(frozen=True, kw_only=True)
class Joined:
    """An agency of the demo that takes part: at whose bureau, how many days ago, and how long from now on."""

    key: str
    officer: str
    told: Particulars
    days_ago: int
    days_left: int


TAKING_PART = (
    Joined(key="hikari", officer="mori", told=HIKARI, days_ago=400, days_left=200),
    Joined(key="kaze", officer="ono", told=KAZE, days_ago=500, days_left=150),
)
BUREAUX = {"mori": ("nagasaki", "095-100-0100"), "ono": ("kanagawa", "045-000-0100")}
"""The officers with their bureaux; as everywhere in the demo, a telephone number that nobody can have."""

CHANGE_DAYS_AGO, RECEIVED_DAYS_AGO, USE_DAYS_AGO, STOPPED_DAYS_AGO = 4, 2, 6, 40


def load_agencies(now: datetime) -> int:
    """Let the three agencies be there where there are none yet; how many were made."""
    if find_standing(_place("hikari"), now) is not None:
        return 0
    today = day_of(now)
    for officer, (code, phone) in BUREAUX.items():
        mail = f"shinsei@{code}.bureau.example"
        first, contact = _noon(today, TAKING_PART[-1].days_ago + 1), BureauContact(mail=mail, phone=phone)
        set_bureau_contact(contact, seen=BureauContact().mark, by=identity(officer, now), now=first)
    for joined in TAKING_PART:
        _join(joined, identity(joined.officer, now), today)
    change = _apply("hikari", ApplicationKind.CHANGE, CHANGED, _noon(today, CHANGE_DAYS_AGO))
    _receive(change, identity("mori", now), today, RECEIVED_DAYS_AGO)
    found("minato", "ono", MINATO, _noon(today, USE_DAYS_AGO + 1))
    _apply("minato", ApplicationKind.USE, since(MINATO, today), _noon(today, USE_DAYS_AGO))
    _stop("kaze", _noon(today, STOPPED_DAYS_AGO))
    return 3


def identity(key: str, now: datetime) -> Identity:
    """One of the cast as the use-cases know them; they must be there."""
    account = find_account_by_mail(mail_of(people_of(key)[0]))
    if account is None:
        raise LookupError(key)
    known = identity_of(account, frozenset(Surface), now)
    db.session.rollback()
    return known


@db.write
def found(key: str, officer: str, told: Particulars, now: datetime) -> int:
    """Let an agency of the cast have its account at the bureau of an officer; its id."""
    account = find_account_by_mail(mail_of(people_of(key)[0]))
    bureau = find_bureau_by_code(BUREAUX[officer][0])
    if account is None or bureau is None:
        raise LookupError(key)
    place, officer_name = _place(key), told.contact_officer.name
    by, mail = account.id, account.mail
    agency = add_agency(place, bureau.id, name=told.name, contact_name=officer_name, contact_mail=mail, by=by, now=now)
    return agency.id


def _join(joined: Joined, officer: Identity, today: date) -> None:
    """From the account to the first day of use, each act at its moment."""
    begun = national_calendar().roll_back(today - timedelta(days=joined.days_ago))
    agency_id = found(joined.key, joined.officer, joined.told, _noon(begun, 8))
    send_bureau_address(officer, agency_id, now=_noon(begun, 7))
    number = _apply(joined.key, ApplicationKind.USE, since(joined.told, begun), _noon(begun, 6))
    _receive(number, officer, begun, 3)
    decided = Decided(start_on=begun, seeker_until=today + timedelta(days=joined.days_left))
    process_application(number, decided, by=officer, now=_noon(begun, 0))


def _receive(number: str, officer: Identity, day: date, days_before: int) -> None:
    """The document comes by mail: from then on no clock that is moved takes the application away (AGY-104)."""
    receipt = Receipt(day=day - timedelta(days=days_before), way=ReceivedWay.MAIL)
    receive_document(number, receipt, by=officer, now=_noon(day, days_before))


@db.write
def _apply(key: str, kind: ApplicationKind, told: Particulars, now: datetime) -> str:
    account = find_account_by_mail(mail_of(people_of(key)[0]))
    if account is None:
        raise LookupError(key)
    limit = document_deadline(day_of(now), national_calendar()).value
    return add_application(_place(key), kind, told, document_limit=limit, by=account.id, now=now).number


@db.write
def _stop(key: str, now: datetime) -> None:
    """The bureau stops it for six months (AGY-075)."""
    agency = lock_agency(_place(key))
    standing = find_standing(agency.id, now)
    if standing is None or standing.participation_id is None:
        raise LookupError(key)
    first = day_of(now)
    decided = NewSuspension(
        ground=Ground.JOB_INFO_MISUSE,
        end_kind=SuspensionEnd.SIX_MONTHS,
        begins_at=at(first, time.min),
        first_day=first,
        last_day=suspension_end(first, national_calendar()).value,
        reason=STOPPED_FOR,
    )
    suspend(standing.participation_id, decided, by=identity_id("ono"), now=now)


def identity_id(key: str) -> int | None:
    """The account of one of the cast."""
    account = find_account_by_mail(mail_of(people_of(key)[0]))
    return account.id if account else None


def _place(key: str) -> int:
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    if organisation is None:
        raise LookupError(key)
    return organisation.id


def _noon(day: date, days_before: int) -> datetime:
    return at(day - timedelta(days=days_before), NOON)
