"""Reading instant use: who can be had at once, a person's own request, the requests of an office."""

from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import Row, Select

from app.accounts.queries.members import serving
from app.booking.models.bookings import Booking
from app.booking.models.instant import FreeCounselor, InstantRequest
from app.booking.queries.bookings import facts_of
from app.booking.queries.situation import office_situation, with_days
from app.booking.rules.instant import (
    ground_against_acceptance,
    ground_against_call,
    ground_against_declining,
    ground_against_ending,
    is_open_at,
    open_hours,
    stage_of,
)
from app.booking.terms.application import ApplicantType
from app.booking.terms.fixing import TAKE_CONSULTATIONS
from app.booking.terms.instant import CodeWay, InstantRecord, RequestFacts, Stage
from app.booking.terms.slots import Situation
from app.db import db
from app.kernel.moments import at, day_of

__all__ = [
    "ground_against_acceptance",
    "ground_against_call",
    "ground_against_declining",
    "ground_against_ending",
    "open_hours",
    "stage_of",
]

Found = Row[tuple[Booking, InstantRequest]]


def situation_now(slug: str, now: datetime) -> Situation:
    """The office with everything known of this day, and the terms in force; 404 for an unknown one."""
    today = day_of(now)
    return with_days(office_situation(slug, today, around=(today,)), today, today)


def free_now(office_id: str, now: datetime) -> tuple[int, ...]:
    """The accounts that said today they can take a consultation at once and still work at the office (NGS-42)."""
    told = db.select(FreeCounselor.account_id).where(FreeCounselor.office_id == office_id)
    today = told.where(FreeCounselor.since >= at(day_of(now), time.min), FreeCounselor.since <= now)
    accounts = tuple(db.session.scalars(today.order_by(FreeCounselor.since, FreeCounselor.account_id)))
    still = serving(office_id, TAKE_CONSULTATIONS, now) if accounts else frozenset()
    return tuple(account for account in accounts if account in still)


def open_request_of(account_id: int, now: datetime) -> InstantRecord | None:
    """The request of an account that is still open at `now`, at whatever office; None where there is none."""
    asked = _requests().where(InstantRequest.account_id == account_id, InstantRequest.closed_at.is_(None))
    return next((record for record in _records(asked) if is_open_at(record.facts, now)), None)


def unclosed_number(account_id: int) -> str | None:
    """The number of the one request of an account that nobody has closed yet, even if time has ended it."""
    held = db.select(Booking.number).join(InstantRequest, InstantRequest.booking_id == Booking.id)
    return db.session.scalar(held.where(InstantRequest.account_id == account_id, InstantRequest.closed_at.is_(None)))


def last_request_of(account_id: int, office_id: str, now: datetime) -> InstantRecord | None:
    """What an account asked of an office last, of today; None where it asked nothing."""
    asked = _of_today(office_id, now).where(InstantRequest.account_id == account_id)
    return next(iter(_records(asked.order_by(None).order_by(Booking.id.desc()).limit(1))), None)


def requests_of_today(office_id: str, now: datetime) -> tuple[tuple[InstantRecord, Stage], ...]:
    """Every request of today at the office, the oldest first, with where it stands at `now`."""
    return tuple((record, stage_of(record.facts, now)) for record in _records(_of_today(office_id, now)))


def find_request_at(office_id: str, number: str) -> InstantRecord | None:
    """The request of a booking number, if it is the office's; None for another's as for none (SECURITY T5)."""
    asked = _requests().where(Booking.office_id == office_id, Booking.number == number)
    return next(iter(_records(asked)), None)


def request_facts(row: Booking, request: InstantRequest) -> RequestFacts:
    """What decides how a request goes on."""
    return RequestFacts(state=facts_of(row), agreed_at=request.agreed_at, answered_at=request.answered_at)


def _requests() -> Select[tuple[Booking, InstantRequest]]:
    joined = db.select(Booking, InstantRequest).join(InstantRequest, InstantRequest.booking_id == Booking.id)
    return joined.order_by(Booking.applied_at, Booking.id)


def _of_today(office_id: str, now: datetime) -> Select[tuple[Booking, InstantRequest]]:
    since = at(day_of(now), time.min)
    return _requests().where(Booking.office_id == office_id, Booking.applied_at >= since, Booking.applied_at <= now)


def _records(statement: Select[tuple[Booking, InstantRequest]]) -> Iterable[InstantRecord]:
    found: Iterable[Found] = db.session.execute(statement).all()
    return [_record(row, request) for row, request in found]


def _record(row: Booking, request: InstantRequest) -> InstantRecord:
    return InstantRecord(
        number=row.number,
        office_id=row.office_id,
        account_id=request.account_id,
        applicant_type=ApplicantType(row.applicant_type),
        name_kana=row.name_kana or row.name,
        facts=request_facts(row, request),
        minutes=row.minutes,
        asked_at=row.applied_at,
        wish=CodeWay(request.wish),
        given=CodeWay(request.given) if request.given else None,
        called_at=request.called_at,
        counselor_id=row.counselor_id,
        revision=row.revision,
    )
