"""Agencies straight in the tables, for tests of what watches over them: registered at a bureau, taking part or not.

agency_id = participants.register("minato", bureau="kanagawa")     an account at a bureau, nothing applied for
agency_id = participants.join("hikari", since=date(2025, 4, 1))    taking part in both services
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.effects.participation import add_service, end_participation, start_participation, suspend
from app.agencies.models.agencies import Agency
from app.agencies.models.participation import Participation, ParticipationService
from app.agencies.rules.keys import address_key, licence_key, name_key
from app.agencies.rules.particulars import written
from app.agencies.terms.kinds import AgencyKind, Service
from app.agencies.terms.participation import EndKind, NewSuspension
from app.agencies.terms.particulars import MandatoryInfo, Officer, Particulars, Placement
from app.db import db
from app.kernel.moments import JST
from app.kernel.roles import Identity, Role
from app.offices.queries.offices import terms_in_force
from tests.factories import enlist, open_offices

BOTH = (Service.JOB_INFO, Service.SEEKER_INFO)
SINCE = date(2025, 4, 1)
FIRST_TERMS = date(2021, 12, 1)
OFFICER = Officer(name="光田 明", mail="kouta@hikari.example", phone="0958000000", is_full_time=True)
PARTICULARS = Particulars(
    name="ひかり人材紹介株式会社",
    address="長崎県長崎市万才町1-1",
    phone="0958000000",
    representative="光田 一郎",
    kind=AgencyKind.FEE,
    licence_number="42-ユ-300001",
    licence_valid_until=date(2027, 3, 31),
    contact_officer=OFFICER,
    privacy_officer=OFFICER,
    contact_way="電話 095-800-0000",
    job_info=True,
    seeker_info=True,
    placements=(Placement(placed_on=date(2026, 4, 10)),),
    handles_subsidies=True,
    subsidies="特定求職者雇用開発助成金",
    procedure="当社にお電話ください。",
    mandatory=MandatoryInfo(
        record="2025年度の就職決定 120人",
        occupations="介護職、事務職",
        industries="医療・福祉",
        areas="長崎県",
        seeker_fees="いただきません",
        officer="光田 明",
        officer_contact="095-800-0000",
    ),
)
NAMES = {"hikari": PARTICULARS.name, "minato": "みなとキャリア株式会社", "kaze": "かぜの職業紹介"}
NUMBERS = {"hikari": PARTICULARS.licence_number, "minato": "14-ユ-300002", "kaze": "42-ユ-300003"}


def register(
    key: str = "hikari", *, bureau: str = "nagasaki", kind: AgencyKind | None = AgencyKind.FEE, since: date = SINCE
) -> int:
    """The agency of one of the cast with its account at a bureau, its values registered unless `kind` is None."""
    open_offices()
    account_id = enlist(key)[key]
    told = replace(PARTICULARS, name=NAMES[key], licence_number=NUMBERS[key], kind=kind) if kind else None
    return _add(key, bureau, told, account_id, since)


@db.write
def _add(key: str, bureau: str, told: Particulars | None, account_id: int, since: date) -> int:
    own, place = find_organisation(OrganisationKind.AGENCY, key), find_organisation(OrganisationKind.BUREAU, bureau)
    assert own is not None, key
    assert place is not None, bureau
    row = Agency(
        id=own.id,
        bureau_id=place.id,
        registered_at=datetime(since.year, since.month, since.day, tzinfo=UTC),
        registered_by=account_id,
        contact_name=OFFICER.name,
        contact_mail=f"contact@{key}.example",
        name=NAMES[key],
        name_key=name_key(NAMES[key]),
    )
    if told:
        row.kind, row.particulars, row.address = told.kind.value, written(told), told.address
        row.address_key, row.licence_number = address_key(told.address), told.licence_number
        row.licence_key, row.licence_valid_until = licence_key(told.licence_number), told.licence_valid_until
        row.handles_subsidies, row.has_privacy_mark, row.has_excellent_mark = True, False, False
    db.session.merge(row)
    return own.id


def join(
    key: str = "hikari",
    *,
    bureau: str = "nagasaki",
    kind: AgencyKind = AgencyKind.FEE,
    services: tuple[Service, ...] = BOTH,
    since: date = SINCE,
    valid_until: date | None = date(2027, 3, 31),
) -> int:
    """An agency that takes part in some services since a day; its id."""
    agency_id = register(key, bureau=bureau, kind=kind, since=since)
    _start(agency_id, dict.fromkeys(services, valid_until), since)
    return agency_id


@db.write
def _start(agency_id: int, limits: dict[Service, date | None], since: date) -> int:
    terms = terms_in_force("info_service", max(since, FIRST_TERMS))
    now = datetime(since.year, since.month, since.day, tzinfo=JST)
    return start_participation(agency_id, limits, on=since, terms_version_id=terms.id, by=None, now=now)


@db.write
def also(agency_id: int, service: Service, *, since: date, valid_until: date | None = None) -> None:
    """Let an agency take part in one more service."""
    add_service(participation_of(agency_id), service, on=since, valid_until=valid_until)


@db.write
def give_up(agency_id: int, service: Service, *, on: date) -> None:
    """Let an agency take part in one service no more since a day."""
    mine = db.select(ParticipationService).where(ParticipationService.participation_id == participation_of(agency_id))
    db.session.scalars(mine.where(ParticipationService.service == service)).one().ended_on = on


@db.write
def stop(agency_id: int, decided: NewSuspension, now: datetime) -> int:
    """Suspend an agency; the suspension's id."""
    return suspend(participation_of(agency_id), decided, by=None, now=now)


@db.write
def leave(agency_id: int, now: datetime, *, reapply_from: date | None = None) -> None:
    """End an agency's taking part: by withdrawal, or by termination with the day of re-application."""
    kind = EndKind.TERMINATED if reapply_from else EndKind.WITHDRAWN
    end_participation(participation_of(agency_id), kind, reapply_from=reapply_from, by=None, now=now)


def participation_of(agency_id: int) -> int:
    """The newest participation of an agency."""
    newest = db.select(Participation.id).where(Participation.agency_id == agency_id).order_by(Participation.id.desc())
    found = db.session.scalars(newest.limit(1)).first()
    assert found is not None
    return found


def acting(key: str, role: Role, **scope: int) -> Identity:
    """One of the cast as use-cases know him: `acting("mori", Role.BUREAU, bureau_id=…)`."""
    return Identity(roles=frozenset({role}), account_id=enlist(key)[key], name=key, **scope)


def bureau_id_of(code: str) -> int:
    """The organisation of a bureau."""
    found = find_organisation(OrganisationKind.BUREAU, code)
    assert found is not None
    return found.id
