"""Instant use (即時利用) inside somebody's transaction: asking, agreeing, answering. Nothing here commits."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.accounts.effects.people import hold_phone, hold_phone_until
from app.booking.effects.bookings import change_state, locked_booking
from app.booking.effects.confirmation import confirm_booking
from app.booking.effects.instant_end import cause_of, code_key
from app.booking.effects.new_rows import booking_values
from app.booking.models.bookings import Booking
from app.booking.models.instant import FreeCounselor, InstantRequest
from app.booking.queries.instant import request_facts
from app.booking.rules.dates import day_over_at
from app.booking.rules.instant import ACCESS_CODE, code_ends_at, minute_of
from app.booking.terms.application import Application
from app.booking.terms.changes import Accepted, ByWhom, Change
from app.booking.terms.instant import AccessCode, CodeWay, OpenHours, RequestFacts
from app.booking.terms.states import BookingState
from app.db import db
from app.kernel.moments import at, day_of
from app.notices import effects as notices
from app.notices.terms import Channel as NoticeChannel
from app.offices.effects.offices import record_consent
from app.offices.queries import offices
from app.offices.queries.consents import consent_of
from app.offices.terms import ConsentKind, Office, Policy
from app.web.links import link

A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """What a request has besides its application: until when it waits, and whether the terms are agreed to."""

    account_id: int
    wish: CodeWay
    minutes: int
    lapses_at: datetime
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class TakenRequest:
    """A request taken up: its rows under lock, what is known of it, the terms in force and those agreed to last."""

    row: Booking
    request: InstantRequest
    facts: RequestFacts
    office: Office
    policy: Policy
    newest: int
    agreed: int | None
    now: datetime


def add_request(application: Application, accepted: Accepted, policy: Policy, new: NewRequest, now: datetime) -> str:
    """Write a request with a start and no seat, and freeze the telephone number while it is open (NGS-46).

    The caller holds the account. Returns the booking's number.
    """
    row = Booking(**booking_values(application, accepted, policy, now))
    row.minutes, row.lapses_from, row.missed_from = new.minutes, new.lapses_at, None
    db.session.add(row)
    db.session.flush()
    agreed_at = now if new.agreed else None
    asked = InstantRequest(booking_id=row.id, account_id=new.account_id, wish=new.wish, agreed_at=agreed_at)
    db.session.add(asked)
    db.session.flush()
    hold_phone(new.account_id, cause_of(row.number), now, until=new.lapses_at)
    return row.number


def take_up_request(number: str, now: datetime) -> TakenRequest | None:
    """Lock the request of a stored number; None where there is none."""
    row = locked_booking(number)
    request = _locked_request(row) if row else None
    if row is None or request is None:
        return None
    office, today = offices.get_office(row.office_id), day_of(now)
    agreed = consent_of(request.account_id, office.terms_set)
    return TakenRequest(
        row=row,
        request=request,
        facts=request_facts(row, request),
        office=office,
        policy=offices.policy_in_force(row.office_id, today),
        newest=offices.terms_in_force(office.terms_set, today).id,
        agreed=agreed.id if agreed else None,
        now=now,
    )


def agree_to_newest(taken: TakenRequest) -> None:
    """Record the consent to the newest terms, and let the request wait for its answer (NGS-43)."""
    record_consent(taken.newest, ConsentKind.EXPLICIT, now=taken.now, account_id=taken.request.account_id)
    taken.request.agreed_at = taken.now
    taken.row.terms_version_id, taken.row.consented_at = taken.newest, taken.now
    taken.row.revision += 1


def decline_terms(taken: TakenRequest) -> None:
    """End the request of somebody who does not agree; there is no access code (NGS-44)."""
    change = Change(to=BookingState.DECLINED_TERMS, at=taken.now, by_whom=ByWhom.APPLICANT)
    change_state(taken.row, change, taken.now)


def set_free(office_id: str, account_id: int, now: datetime) -> None:
    """Let somebody be free for a consultation at once, from now on and for today."""
    set_busy(office_id, account_id)
    db.session.add(FreeCounselor(office_id=office_id, account_id=account_id, since=now))
    db.session.flush()


def set_busy(office_id: str, account_id: int) -> None:
    """Let somebody be free no more."""
    mine = db.delete(FreeCounselor).where(FreeCounselor.account_id == account_id)
    db.session.execute(mine.where(FreeCounselor.office_id == office_id))


def take_counselor(office_id: str, account_id: int, now: datetime) -> bool:
    """Take somebody who is free, everywhere at once; False where another request has taken him already (NGS-42)."""
    free = db.delete(FreeCounselor).where(FreeCounselor.account_id == account_id)
    here = free.where(FreeCounselor.office_id == office_id, FreeCounselor.since >= at(day_of(now), time.min))
    taken = db.session.execute(here.returning(FreeCounselor.account_id)).first() is not None
    if taken:
        db.session.execute(free)
    return taken


def accept_request(taken: TakenRequest, way: CodeWay, counselor_id: int, hours: OpenHours, by: int) -> None:
    """Confirm the request: the session opens now, and the way to the code is laid down, once (NGS-41, NGS-45).

    Where nobody comes in, request and held number end together with the day (NGS-46).
    """
    row, now = taken.row, taken.now
    if not confirm_booking(row, at=now, by_whom=ByWhom.STAFF, now=now, by_account_id=by):
        raise ValueError("a request that does not wait was accepted")
    row.starts_at, row.minutes, row.counselor_id = minute_of(now), hours.minutes, counselor_id
    row.missed_from = day_over_at(row.starts_at)
    taken.request.given, taken.request.answered_at = way, now
    hold_phone_until(taken.request.account_id, cause_of(row.number), row.missed_from)


def tell_code(taken: TakenRequest, code: AccessCode) -> None:
    """Put the access code on the person's own page, and nowhere else (M-NGS-3, NGS-45, NGS-47)."""
    row, now = taken.row, taken.now
    context = {
        "number": row.number,
        "code": code,
        "until": row.starts_at + timedelta(minutes=row.minutes),
        "office": taken.office,
        "policy": taken.policy,
        "request_url": link("booking.instant_use", slug=taken.office.slug),
    }
    notices.post(
        ACCESS_CODE,
        key=code_key(row.number),
        template=ACCESS_CODE,
        channel=NoticeChannel.MYPAGE,
        account_id=taken.request.account_id,
        context=context,
        language=row.language,
        now=now,
        not_after=code_ends_at(now, row.minutes) - A_SECOND,
        booking_number=row.number,
    )


def note_call(taken: TakenRequest, by: int) -> None:
    """Keep that the code was told by a call to the registered number."""
    taken.request.called_at, taken.request.called_by = taken.now, by
    taken.row.revision += 1


def end_request(taken: TakenRequest, to: BookingState, by: int, reason: str | None) -> None:
    """End a request by the desk: declined, taken back by a call, or nobody came in."""
    change = Change(to=to, at=taken.now, by_whom=ByWhom.STAFF, by_account_id=by, reason=reason)
    change_state(taken.row, change, taken.now)


def _locked_request(row: Booking) -> InstantRequest | None:
    asked = db.select(InstantRequest).where(InstantRequest.booking_id == row.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
