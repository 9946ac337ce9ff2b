"""Reading bookings: whole for the person they belong to, as appointments for mails."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Row

from app.booking.models.bookings import Booking, BookingStateRow, StaffMessage
from app.booking.terms.application import ApplicantType, Place
from app.booking.terms.bookings import Appointment, BookingRecord, ConsultationMethod, SessionKind, ToldBy, ToolTerms
from app.booking.terms.changes import ByWhom, Change
from app.booking.terms.people import Device
from app.booking.terms.states import BookingState, StateFacts
from app.db import db
from app.kernel.registration import Registration
from app.offices.terms import Channel


def has_bookings() -> bool:
    """Whether there is any booking at all."""
    return db.session.scalar(db.select(Booking.id).limit(1)) is not None


def find_booking(number: str) -> BookingRecord | None:
    """The booking of a number as stored (`kernel.numbers.folded_number`), opened; None where there is none."""
    row = db.session.scalar(db.select(Booking).where(Booking.number == number))
    return record_of(row) if row else None


def get_booking(number: str) -> BookingRecord:
    """The booking of a stored number, which must exist."""
    return record_of(db.session.execute(db.select(Booking).where(Booking.number == number)).scalar_one())


def appointment(booking: BookingRecord) -> Appointment:
    """As much of an opened booking as a mail may tell."""
    return Appointment(
        id=booking.id,
        number=booking.number,
        office_id=booking.office_id,
        email=booking.email,
        language=booking.language,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        state=booking.facts.state,
        password_key_id=booking.password_key_id,
        password_nonce=booking.password_nonce,
        tool=booking.tool,
    )


def appointments(ids: Iterable[int]) -> tuple[Appointment, ...]:
    """The appointments of these bookings, in order of their ids."""
    rows = db.session.scalars(db.select(Booking).where(Booking.id.in_(tuple(ids))).order_by(Booking.id))
    return tuple(appointment_of(row) for row in rows)


def withdrawal_of(booking_id: int) -> Change | None:
    """How a booking was taken back: when, by whom, and why where that was said; None where it was not."""
    taken_back = (BookingStateRow.booking_id == booking_id, BookingStateRow.to_state == BookingState.CANCELLED)
    row = db.session.scalar(db.select(BookingStateRow).where(*taken_back).order_by(BookingStateRow.id.desc()).limit(1))
    if row is None:
        return None
    return Change(to=BookingState.CANCELLED, at=row.at, by_whom=ByWhom(row.by_whom), reason=row.reason)


def message_of(booking_id: int) -> str | None:
    """伝達事項 that was entered for a booking; None while there is none (KNG-31)."""
    text: str | None = db.session.scalar(db.select(StaffMessage.text).where(StaffMessage.booking_id == booking_id))
    return text


def record_of(row: Booking) -> BookingRecord:
    """The row as a value."""
    return BookingRecord(
        id=row.id,
        number=row.number,
        office_id=row.office_id,
        facts=facts_of(row),
        minutes=row.minutes,
        channel=Channel(row.channel),
        applied_at=row.applied_at,
        revision=row.revision,
        language=row.language,
        applicant_type=ApplicantType(row.applicant_type),
        account_id=row.account_id,
        name=row.name,
        name_kana=row.name_kana,
        phone=row.phone,
        email=row.email,
        residence=_place(row.residence_prefecture, row.residence_municipality, row.residence_detail),
        workplace=_place(row.workplace_prefecture, row.workplace_municipality, row.workplace_detail),
        topic=row.topic,
        content=row.content,
        **_way(row),
        **_particulars(row),
    )


def facts_of(row: Booking | Row[Any]) -> StateFacts:
    """What the state of the booking follows from."""
    return StateFacts(
        state=BookingState(row.state),
        starts_at=row.starts_at,
        lapses_from=row.lapses_from,
        missed_from=row.missed_from,
        contacted_at=row.contacted_at,
        excused=row.excused,
    )


def appointment_of(row: Booking) -> Appointment:
    """The part of the row that a mail may tell."""
    return Appointment(
        id=row.id,
        number=row.number,
        office_id=row.office_id,
        email=row.email,
        language=row.language,
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(minutes=row.minutes),
        state=BookingState(row.state),
        password_key_id=row.password_key_id,
        password_nonce=row.password_nonce,
        tool=row.tool or "",
    )


def _way(row: Booking) -> dict[str, Any]:
    """How it came to be, who holds it, how it was agreed on, by what it is opened."""
    return {
        "counselor_id": row.counselor_id,
        "session_kind": SessionKind(row.session_kind) if row.session_kind else None,
        "wished_at": row.wished_at,
        "follows_id": row.follows_id,
        "confirmed_at": row.confirmed_at,
        "tool_terms": ToolTerms(row.tool_terms) if row.tool_terms else None,
        "told_by": ToldBy(row.told_by) if row.told_by else None,
        "method": ConsultationMethod(row.method) if row.method else None,
        "terms_version_id": row.terms_version_id,
        "password_key_id": row.password_key_id,
        "password_nonce": row.password_nonce,
    }


def _particulars(row: Booking) -> dict[str, Any]:
    """What only some offices ask for."""
    return {
        "seeker_number": row.seeker_number or "",
        "registration": Registration(row.registration) if row.registration else None,
        "registration_switched_on": row.registration_switched_on,
        "mypage_opened": row.mypage_opened,
        "device": Device(row.device) if row.device else None,
        "tool": row.tool or "",
        "support_officer": row.support_officer or "",
        "support_place": row.support_place or "",
        "establishment": row.establishment or "",
        "companion": row.companion or "",
        "nominated_counselor_id": row.nominated_counselor_id,
    }


def _place(prefecture: str, municipality: str, detail: str) -> Place:
    return Place(prefecture=prefecture, municipality=municipality, detail=detail)
