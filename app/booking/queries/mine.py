"""What the person with an account sees of everything: bookings of every office, terms agreed to and to come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.booking.models.bookings import Booking
from app.booking.queries.bookings import facts_of
from app.booking.queries.retention import first_days_kept
from app.booking.rules.consents import ConsentState, consent_state
from app.booking.rules.state import state_at
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.moments import day_of
from app.offices.queries.announcements import coming_among
from app.offices.queries.consents import Consent, consents_of
from app.offices.queries.drafts import version_in_force
from app.offices.queries.offices import list_offices, offices_among, terms_versions
from app.offices.terms import Office, TermsVersion

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class OwnBooking:
    """A booking of the person's own, with nothing in it that must be opened first.

    `opens`: its page opens for the account; else its office asks for number and password all the same (KNG-29), or
    it `is_past_date`: its names and words may not be shown any more (DESIGN 3.11).
    """

    number: str
    office: Office
    starts_at: datetime
    ends_at: datetime
    state: BookingState
    opens: bool
    is_past_date: bool


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Where a person stands with one set of terms: which offices it binds, the version agreed, the newest, the next."""

    terms_set: str
    offices: tuple[Office, ...]
    agreed: Consent | None
    newest: TermsVersion
    coming: tuple[TermsVersion, ...]
    state: ConsentState


def own_bookings(account_id: int, now: datetime) -> list[OwnBooking]:
    """The bookings made with an account, at every office, the latest time first; none past the date of its record."""
    latest = db.select(*_TOLD).where(Booking.account_id == account_id).order_by(Booking.starts_at.desc(), Booking.id)
    rows = db.session.execute(latest.limit(MOST_SHOWN)).all()
    offices = {office.id: office for office in offices_among({row.office_id for row in rows})}
    kept = {office_id: first_days_kept(office_id, day_of(now)) for office_id in offices}
    return [
        OwnBooking(
            number=row.number,
            office=offices[row.office_id],
            starts_at=row.starts_at,
            ends_at=row.starts_at + timedelta(minutes=row.minutes),
            state=state_at(facts_of(row), now),
            opens=row.password_nonce is None and day_of(row.starts_at) >= kept[row.office_id].contact,
            is_past_date=day_of(row.starts_at) < kept[row.office_id].contact,
        )
        for row in rows
        if day_of(row.starts_at) >= kept[row.office_id].record
    ]


def agreements_of(account_id: int, now: datetime) -> list[Agreement]:
    """Every set of terms that binds an office, in the order of the offices, and where the person stands with it."""
    last = _last_consents(account_id)
    found = (_agreement(name, offices, last.get(name), now) for name, offices in _offices_by_set().items())
    return [each for each in found if each is not None]


def agreements_made(account_id: int, now: datetime) -> list[Agreement]:
    """The same for the sets alone that the person agreed to once: of them changes are told (MYK-45, NGS-63, KRS-48)."""
    last, bound = _last_consents(account_id), _offices_by_set()
    found = (_agreement(name, bound[name], consent, now) for name, consent in last.items() if name in bound)
    return [each for each in found if each is not None]


def find_agreement(account_id: int, terms_set: str, now: datetime) -> Agreement | None:
    """The same for one set; None for a set that binds no office."""
    offices = _offices_by_set().get(terms_set)
    return _agreement(terms_set, offices, _last_consents(account_id).get(terms_set), now) if offices else None


def newest_terms(terms_set: str, on: date) -> TermsVersion | None:
    """The version of a set that governs a day; None for a set that binds no office, and before its first version."""
    return version_in_force(terms_versions(terms_set), on) if terms_set in _offices_by_set() else None


def _offices_by_set() -> dict[str, tuple[Office, ...]]:
    sets: dict[str, tuple[Office, ...]] = {}
    for office in list_offices():
        sets[office.terms_set] = (*sets.get(office.terms_set, ()), office)
    return sets


def _last_consents(account_id: int) -> dict[str, Consent]:
    last: dict[str, Consent] = {}
    for consent in consents_of(account_id):
        last.setdefault(consent.version.terms_set, consent)
    return last


def _agreement(name: str, offices: tuple[Office, ...], agreed: Consent | None, now: datetime) -> Agreement | None:
    versions = terms_versions(name)
    newest = version_in_force(versions, day_of(now))
    if newest is None:
        return None
    return Agreement(
        terms_set=name,
        offices=offices,
        agreed=agreed,
        newest=newest,
        coming=coming_among(versions, now),
        state=consent_state(agreed.version.id if agreed else None, newest.id),
    )


_TOLD = (
    Booking.number,
    Booking.office_id,
    Booking.starts_at,
    Booking.minutes,
    Booking.state,
    Booking.lapses_from,
    Booking.missed_from,
    Booking.contacted_at,
    Booking.excused,
    Booking.password_nonce,
)
